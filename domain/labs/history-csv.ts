import { csvText } from "../export/csv.ts";
import type { EpochFigures } from "./figures.ts";

/** What was no finite number counts as not measured. */
const finite = (value: number | null) => (value === null || !Number.isFinite(value) ? null : value);

/** A history as CSV: a row per epoch, accuracies as fractions, losses in nats; what is not measured is an empty cell. */
export const historyCsv = (epochs: readonly EpochFigures[]): string =>
  csvText(
    ["epoch", "train_accuracy", "validation_accuracy", "train_loss", "validation_loss"],
    epochs.map((one) =>
      [one.epoch, one.trainAccuracy, one.validationAccuracy, one.trainLoss, one.validationLoss].map(finite),
    ),
  );
