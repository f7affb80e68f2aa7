import type { EpochPoint } from "./run-feed.ts";

/** The epoch with the highest validation accuracy. Of equal epochs the first: nothing was gained after it. */
export const bestEpoch = (epochs: readonly EpochPoint[]): EpochPoint | undefined =>
  epochs.reduce<EpochPoint | undefined>(
    (best, epoch) => (best && best.validationAccuracy >= epoch.validationAccuracy ? best : epoch),
    undefined,
  );
