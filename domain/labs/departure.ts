import type { EpochFigures } from "./figures.ts";

export type Departure =
  /** The lowest validation loss came before the end, and train loss fell on. */
  | {
      kind: "departed";
      epoch: number;
      validationLoss: number;
      trainThen: number;
      trainNow: number;
      validationNow: number;
    }
  /** Validation loss was lowest in the last epoch. */
  | { kind: "together"; epoch: number; validationLoss: number }
  /** Validation loss was lowest before the end, and train loss has not fallen since either. */
  | { kind: "stalled"; epoch: number; validationLoss: number }
  /** Too few epochs, or no finite losses. */
  | { kind: "unknown" };

/** Where validation departs from training: from the epoch of its lowest loss, if train loss goes on falling. */
export function departureOf(epochs: readonly EpochFigures[]): Departure {
  const finite = epochs.flatMap(({ epoch, trainLoss, validationLoss }) =>
    isMeasured(trainLoss) && isMeasured(validationLoss) ? [{ epoch, trainLoss, validationLoss }] : [],
  );
  const last = finite.at(-1);
  if (!last || finite.length < 2) return { kind: "unknown" };
  const best = finite.reduce((lowest, one) => (one.validationLoss < lowest.validationLoss ? one : lowest));
  const { epoch, validationLoss } = best;
  if (best === last) return { kind: "together", epoch, validationLoss };
  if (last.trainLoss >= best.trainLoss) return { kind: "stalled", epoch, validationLoss };
  const losses = { trainThen: best.trainLoss, trainNow: last.trainLoss, validationNow: last.validationLoss };
  return { kind: "departed", epoch, validationLoss, ...losses };
}

const isMeasured = (value: number | null): value is number => value !== null && Number.isFinite(value);
