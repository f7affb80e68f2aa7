import type { EpochFigures } from "./figures.ts";

/** Finite numbers only; what is not measured is an empty cell. */
const cell = (value: number | null) => (value === null || !Number.isFinite(value) ? "" : String(value));

/** A history as CSV by RFC 4180: a row per epoch, accuracies as fractions, losses in nats. It holds numbers alone. */
export const historyCsv = (epochs: readonly EpochFigures[]): string =>
  [
    "epoch,train_accuracy,validation_accuracy,train_loss,validation_loss",
    ...epochs.map((one) =>
      [one.epoch, one.trainAccuracy, one.validationAccuracy, one.trainLoss, one.validationLoss].map(cell).join(","),
    ),
    "",
  ].join("\r\n");
