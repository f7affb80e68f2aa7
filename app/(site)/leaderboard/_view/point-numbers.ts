import type { BoardPoint } from "#domain/models/board-points";
import type { Numbers } from "../../../_ui/drawing-menu.tsx";

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

/** The points of the scatter; accuracies are fractions. */
export const pointNumbers = (points: readonly BoardPoint[]): Numbers => ({
  head: HEAD,
  rows: points.map((point) => [
    point.name,
    point.author,
    point.testAccuracy,
    point.interval,
    point.parameters,
    point.bytes,
    point.trainingSeconds,
    point.onFront,
    point.modelId,
  ]),
});
