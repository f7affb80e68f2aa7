/** What the runs of a lab measured, as its answers and its report need it: fractions, nats, seconds. */
import type { RunState } from "../runs/states.ts";
import type { NetworkFacts } from "./networks.ts";

export type EpochFigures = {
  epoch: number;
  /** Null where the loss was no finite number. */
  trainLoss: number | null;
  trainAccuracy: number;
  validationLoss: number | null;
  validationAccuracy: number;
};

export type RunFigures = {
  id: string;
  state: RunState;
  endedEarly: boolean;
  /** In order. */
  epochs: readonly EpochFigures[];
  plannedEpochs: number;
  test: TestFigures | null;
  /** In what its training departs from the one that the lab asks for. */
  differences: readonly string[];
};

/** On the test set, which no training has seen. */
export type TestFigures = { accuracy: number; count: number; loss: number | null };

/** A network of the lab and the run that stands for it, if there is one. */
export type NetworkFigures = NetworkFacts & { run: RunFigures | null };

export type LabFigures = { classes: readonly string[]; networks: readonly NetworkFigures[] };
