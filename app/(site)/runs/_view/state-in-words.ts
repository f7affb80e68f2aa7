import type { RunCommand, RunState } from "#domain/runs/states";

/** The state, or what it is about to become because somebody asked. */
export function stateInWords({ state, command }: { state: RunState; command: RunCommand }): string {
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
