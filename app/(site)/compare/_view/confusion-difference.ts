import type { Numbers } from "../../../_ui/drawing-menu.tsx";

export type DifferenceCell = {
  /** Images, or percentage points of the row where the runs were tested on different numbers of them. */
  value: number;
  /** 1 if it is a change for the better, -1 for the worse, 0 for none. */
  better: 1 | 0 | -1;
  /** Size beside the largest of the matrix, 0..1. */
  share: number;
};

export type ConfusionDifference = { cells: DifferenceCell[][]; unit: "images" | "points" };

type Matrix = readonly (readonly number[])[];

/**
 * `a` minus `b`, cell by cell: more right answers and fewer mistakes are better. Null when their classes are not the same
 * number.
 */
export function confusionDifference(a: Matrix, b: Matrix): ConfusionDifference | null {
  if (a.length !== b.length) return null;
  const totals = [a, b].map((matrix) => matrix.map((row) => row.reduce((sum, count) => sum + count, 0)));
  const isSame = totals[0]?.every((total, row) => total === totals[1]?.[row]) ?? false;
  const share = (matrix: Matrix, which: 0 | 1, row: number, column: number) =>
    ((matrix[row]?.[column] ?? 0) / (totals[which]?.[row] || 1)) * 100;
  const values = a.map((row, truth) =>
    row.map((count, answer) =>
      isSame ? count - (b[truth]?.[answer] ?? 0) : share(a, 0, truth, answer) - share(b, 1, truth, answer),
    ),
  );
  const largest = Math.max(Number.EPSILON, ...values.flat().map(Math.abs));
  return {
    unit: isSame ? "images" : "points",
    cells: values.map((row, truth) =>
      row.map((value, answer) => ({
        value,
        better: value === 0 ? 0 : value > 0 === (truth === answer) ? 1 : -1,
        share: Math.abs(value) / largest,
      })),
    ),
  };
}

/** One row per true class, one column per answer. */
export const differenceNumbers = ({ cells, unit }: ConfusionDifference, classes: readonly string[]): Numbers => ({
  head: [`truth / answer, ${unit === "images" ? "images" : "percentage points"}`, ...classes],
  rows: cells.map((row, truth) => [classes[truth], ...row.map(({ value }) => value)]),
});
