/**
 * The learning rate of each update: Keras' schedules, which count updates from 0. Here, beside the spec, because the
 * launch form draws what the trainer does.
 */
import type { ExperimentSpec } from "./spec.ts";

type CosineDecay = {
  learningRate: number;
  /** Steps in which the rate rises from 0; 0 begins with the full rate. */
  warmupSteps: number;
  /** Steps, after those, in which it falls. */
  decaySteps: number;
  /** What is left of the rate at the end. */
  alpha: number;
};

/** Rate at `step`, from 0: Keras' `CosineDecay` from 0 with `warmup_target`, or from the rate without a warm-up. */
export function cosineDecay(step: number, { learningRate, warmupSteps, decaySteps, alpha }: CosineDecay): number {
  if (step < warmupSteps) return (learningRate * step) / warmupSteps;
  const done = Math.min((step - warmupSteps) / decaySteps, 1);
  return learningRate * ((1 - alpha) * 0.5 * (1 + Math.cos(Math.PI * done)) + alpha);
}

type ExponentialDecay = {
  learningRate: number;
  /** What is left of the rate after `decaySteps`. */
  decayRate: number;
  decaySteps: number;
  /** Whether the rate falls at once every `decaySteps`. */
  staircase: boolean;
};

/** Rate at `step`, from 0: Keras' `ExponentialDecay`. */
export function exponentialDecay(
  step: number,
  { learningRate, decayRate, decaySteps, staircase }: ExponentialDecay,
): number {
  const periods = step / decaySteps;
  return learningRate * decayRate ** (staircase ? Math.floor(periods) : periods);
}

/** How long a training is, in updates. */
export type TrainingLength = { stepsPerEpoch: number; iterations: number };

/**
 * The learning rate of an update.
 *
 * @param iteration counts updates from 1 over the whole training
 */
export function learningRateAt(
  { optimizer: { learningRate }, schedule }: Pick<ExperimentSpec, "optimizer" | "schedule">,
  iteration: number,
  { stepsPerEpoch, iterations }: TrainingLength,
): number {
  const step = iteration - 1;
  switch (schedule.kind) {
    case "constant":
      return learningRate;
    case "cosine": {
      const warmupSteps = Math.round(schedule.warmupEpochs * stepsPerEpoch);
      const decaySteps = Math.max(1, iterations - warmupSteps);
      return cosineDecay(step, { learningRate, warmupSteps, decaySteps, alpha: schedule.finalFraction });
    }
    case "exponential": {
      const { decayRate, staircase } = schedule;
      const decaySteps = Math.max(1, Math.round(schedule.decayEpochs * stepsPerEpoch));
      return exponentialDecay(step, { learningRate, decayRate, decaySteps, staircase });
    }
  }
}
