/** What the charts show of each run, as it was measured: accuracies and shares are fractions, times seconds. */
import { accuracyInterval } from "#domain/models/accuracy-interval";
import type { RunColumn } from "#domain/runs/run-columns";
import type { Numbers } from "../../../_ui/drawing-menu.tsx";
import type { ShownRun } from "./compared-run.ts";
import { axisValue } from "./quantities.ts";

export const chartNumbers = (runs: readonly ShownRun[], columns: readonly RunColumn[]): Numbers => ({
  head: ["run", "id", ...columns.map(({ label }) => label)],
  rows: runs.map((run) => [run.label, run.id, ...columns.map((column) => axisValue(run, column))]),
});

/** With the whiskers of what stands upwards, where it has some. */
export function scatterNumbers(runs: readonly ShownRun[], x: RunColumn, y: RunColumn): Numbers {
  const { head, rows } = chartNumbers(runs, [x, y]);
  const intervals = runs.map((run) => intervalOf(run, y));
  if (intervals.every((interval) => interval === null)) return { head, rows };
  return { head: [...head, "95 % half-width"], rows: rows.map((row, i) => [...row, intervals[i]]) };
}

/** Half the width of the 95 % interval of a test accuracy, as a fraction; null for all else. */
export const intervalOf = ({ testAccuracy, testCount }: ShownRun, { id }: RunColumn): number | null =>
  id === "test" && testAccuracy !== null && testCount !== null ? accuracyInterval(testAccuracy, testCount) : null;
