import type { LearnerState } from "./learner.ts";

/** All that a training has to remember to go on as if nothing had happened. */
export type TrainingState = LearnerState & {
  /** Finished epochs. */
  epoch: number;
  /** Batches done of the epoch after those; as many as an epoch has when only its validation is left. */
  step: number;
  /** Over those batches. */
  sums: EpochSums;
  /** Seconds spent on training and validation so far, over all attempts. */
  seconds: number;
  /** The best epoch by validation accuracy so far, kept when that is what becomes the model. */
  best: BestEpoch | null;
};

export type EpochSums = { loss: number; correct: number; images: number; seconds: number };

export type BestEpoch = { epoch: number; validationAccuracy: number; parameters: Float32Array<ArrayBuffer> };
