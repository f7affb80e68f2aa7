/** How far a training is and how long it will still take. */

export type Pace = {
  epochs: number;
  /** Epoch being trained or done last, from 1; 0 before the first batch. */
  epoch: number;
  /** Batches done of that epoch. */
  step: number;
  stepsPerEpoch: number;
  imagesPerSecond: number | null;
  /** Seconds of the epochs that are done, validation included. */
  epochSeconds: readonly number[];
  trainingImages: number;
  validationImages: number;
};

/** Epochs done, with the part of the current one: 7.65 is 65 % into the eighth. */
export function epochsDone({
  epochs,
  epoch,
  step,
  stepsPerEpoch,
}: Pick<Pace, "epochs" | "epoch" | "step" | "stepsPerEpoch">): number {
  if (epoch === 0) return 0;
  const part = stepsPerEpoch > 0 ? step / stepsPerEpoch : 0;
  return Math.min(epochs, epoch - 1 + Math.min(1, part));
}

const median = (values: readonly number[]) => {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.floor(sorted.length / 2)];
};

/**
 * Seconds until the last epoch ends, or null while nothing is known. Epochs that are done are the best guide to those
 * to come (the median of the last five: one slow epoch should not swing it); before there is one, the throughput is,
 * with a validated image at a third of a trained one, for it has no backward pass.
 */
export function secondsLeft(pace: Pace): number | null {
  const remaining = pace.epochs - epochsDone(pace);
  const typical = median(pace.epochSeconds.slice(-5));
  if (typical !== undefined) return remaining * typical;
  if (!pace.imagesPerSecond) return null;
  return (remaining * (pace.trainingImages + pace.validationImages / 3)) / pace.imagesPerSecond;
}
