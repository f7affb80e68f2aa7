/** The evaluation of a run as tables for a spreadsheet. */
import type { ClassScore } from "#domain/evaluation/class-scores";
import { csvText } from "#domain/export/csv";

/** One row per true class, one column per answer. */
export const confusionCsv = (counts: readonly (readonly number[])[], classes: readonly string[]): string =>
  csvText(
    ["truth / answer", ...classes],
    counts.map((row, truth) => [classes[truth], ...row]),
  );

/** Fractions as they are, since a spreadsheet can write them as per cent. */
export const classScoresCsv = (scores: readonly ClassScore[]): string =>
  csvText(
    ["class", "images", "precision", "recall", "f1"],
    scores.map(({ name, images, precision, recall, f1 }) => [name, images, precision, recall, f1]),
  );
