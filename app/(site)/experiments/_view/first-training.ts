import { presetSpec } from "#domain/experiments/presets";
import type { ExperimentSpec } from "#domain/experiments/spec";

/** A training that anybody can wait for: the small network, an eighth of the images, three epochs. */
export const firstTraining = (): { name: string; spec: ExperimentSpec } => ({
  name: "first training",
  spec: { ...presetSpec("scratch"), trainingSubset: 5_000, epochs: 3 },
});
