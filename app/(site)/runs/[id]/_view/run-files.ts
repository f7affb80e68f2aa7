/** What is known of a run as files to take along. */
import { answerOf } from "#domain/evaluation/answer-of";
import { csvText } from "#domain/export/csv";
import { type TestPredictions, TOP } from "#domain/runs/test-predictions";
import type { EpochPoint } from "../../_view/run-feed.ts";

const EPOCH_COLUMNS = [
  "epoch",
  "trainLoss",
  "trainAccuracy",
  "validationLoss",
  "validationAccuracy",
  "seconds",
  "imagesPerSecond",
] as const satisfies readonly (keyof EpochPoint)[];

/** One row per epoch; accuracies are fractions, losses nats. */
export const historyCsv = (epochs: readonly EpochPoint[]): string =>
  csvText(
    EPOCH_COLUMNS,
    epochs.map((point) => EPOCH_COLUMNS.map((column) => point[column])),
  );

/** One row per image of the test set, with the most probable classes, best first, and their probabilities. */
export function predictionsCsv(predictions: TestPredictions, classes: readonly string[]): string {
  const places = Array.from({ length: TOP }, (_, place) => place + 1);
  return csvText(
    ["image", "truth", ...places.flatMap((place) => [`class ${place}`, `probability ${place}`])],
    Array.from(predictions.labels, (_, image) => {
      const { truth, top } = answerOf(predictions, image);
      const pairs = places.flatMap((place) => {
        const one = top[place - 1];
        return one ? [classes[one.label], one.probability] : [null, null];
      });
      return [image, classes[truth], ...pairs];
    }),
  );
}
