import type { RunCommand, RunState } from "#domain/runs/states";

/** The state, or what it is about to become because somebody asked. */
export function stateInWords({
  state,
  command,
  held,
}: {
  state: RunState;
  command: RunCommand;
  held: boolean;
}): string {
  if (state === "queued" && held) return "held";
  if (state !== "running") return state;
  switch (command) {
    case "none":
      return "running";
    case "stop":
      return "stopping after this epoch";
    case "cancel":
      return "being cancelled";
  }
}
