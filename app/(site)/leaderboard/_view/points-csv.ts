import { csvText } from "#domain/export/csv";
import type { BoardPoint } from "./row.ts";

const HEAD = [
  "model",
  "author",
  "test accuracy",
  "95 % half-width",
  "parameters",
  "bytes",
  "training seconds",
  "Pareto front",
  "id",
];

/** The points of the scatter as CSV. */
export const pointsCsv = (rows: readonly BoardPoint[]): string =>
  csvText(
    HEAD,
    rows.map((row) => [
      row.name,
      row.author,
      row.testAccuracy,
      row.interval,
      row.parameters,
      row.bytes,
      row.trainingSeconds,
      row.onFront,
      row.modelId,
    ]),
  );
