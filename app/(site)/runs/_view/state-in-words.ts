import type { RunCommand, RunState } from "#domain/runs/states";
import type { FeatureProgress } from "./run-types.ts";

const FEATURES: Record<FeatureProgress["phase"], string> = {
  checking: "checking features",
  fetching: "fetching features",
  computing: "computing features",
  waiting: "waiting for features",
};

/** The state, or what it is about to become because somebody asked. */
export function stateInWords({
  state,
  command,
  held,
  features = null,
}: {
  state: RunState;
  command: RunCommand;
  held: boolean;
  features?: FeatureProgress | null;
}): string {
  if (state === "queued" && held) return "held";
  if (state !== "running") return state;
  switch (command) {
    case "none":
      return features ? FEATURES[features.phase] : "running";
    case "stop":
      return "stopping after this epoch";
    case "cancel":
      return "being cancelled";
  }
}
