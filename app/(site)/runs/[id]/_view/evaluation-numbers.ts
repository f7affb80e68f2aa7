/** The evaluation of a run as tables for files. Fractions as they are, since a spreadsheet can write them as per cent. */
import type { Calibration } from "#domain/evaluation/calibration";
import type { ClassScore } from "#domain/evaluation/class-scores";
import { csvText } from "#domain/export/csv";
import type { Numbers } from "../../../../_ui/drawing-menu.tsx";

/** One row per true class, one column per answer. */
export const confusionNumbers = (counts: readonly (readonly number[])[], classes: readonly string[]): Numbers => ({
  head: ["truth / answer", ...classes],
  rows: counts.map((row, truth) => [classes[truth], ...row]),
});

/** One row per bin of confidence. */
export const calibrationNumbers = ({ bins }: Calibration): Numbers => ({
  head: ["confidence above", "confidence up to", "images", "mean confidence", "accuracy"],
  rows: bins.map(({ from, to, count, confidence, accuracy }) => [from, to, count, confidence, accuracy]),
});

export const classScoresCsv = (scores: readonly ClassScore[]): string =>
  csvText(
    ["class", "images", "precision", "recall", "f1"],
    scores.map(({ name, images, precision, recall, f1 }) => [name, images, precision, recall, f1]),
  );
