import type { EpochPoint } from "./run-feed.ts";

/**
 * The epoch with the highest validation accuracy. Of equal epochs the first: nothing was gained after it. Not one after
 * which the network answered with no number.
 */
export const bestEpoch = (epochs: readonly EpochPoint[]): EpochPoint | undefined =>
  epochs
    .filter(({ validationLoss }) => Number.isFinite(validationLoss ?? 0))
    .reduce<EpochPoint | undefined>(
      (best, epoch) => (best && best.validationAccuracy >= epoch.validationAccuracy ? best : epoch),
      undefined,
    );
