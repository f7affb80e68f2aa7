/** What of a run can stand on an axis: columns of the runs table whose values are numbers or a few words. */
import { type SpecValue, specValue } from "#domain/experiments/spec-fields";
import { findRunColumn, OWN_NETWORK, RUN_COLUMNS, type RunColumn } from "#domain/runs/run-columns";
import type { ParallelAxis } from "../../../_ui/chart/parallel-coordinates.tsx";
import type { ShownRun } from "./compared-run.ts";
import { aggregateOf } from "./metric-rows.ts";
import { quantityText } from "./quantity-text.ts";

/** What a column says of a run; null where it has nothing to say or is not for an axis. */
export function columnValue(run: ShownRun, { source }: RunColumn): SpecValue {
  switch (source.kind) {
    case "spec":
      return specValue(run.spec, source.field);
    case "metric":
      return aggregateOf(run, source.metric, source.aggregate);
    case "run":
      switch (source.fact) {
        case "validation":
          return run.bestValidationAccuracy;
        case "bestEpoch":
          return run.bestEpoch;
        case "test":
          return run.testAccuracy;
        case "duration":
          return run.trainingSeconds;
        case "parameters":
          return run.parameters;
        case "preset":
          return run.preset ?? OWN_NETWORK;
        default:
          return null;
      }
  }
}

const isNumeric = ({ type }: RunColumn) => type === "number";
const isWorded = ({ type }: RunColumn) => type === "choice" || type === "boolean" || type === "list";

const hasValue = (runs: readonly ShownRun[], column: RunColumn) =>
  runs.some((run) => columnValue(run, column) !== null);

const differs = (runs: readonly ShownRun[], column: RunColumn) =>
  new Set(runs.map((run) => columnValue(run, column))).size > 1;

/** Columns of numbers that some run has. */
export const numericColumns = (runs: readonly ShownRun[]): RunColumn[] =>
  RUN_COLUMNS.filter((column) => isNumeric(column) && hasValue(runs, column));

/** The same, and those of a few words. */
export const axisColumns = (runs: readonly ShownRun[]): RunColumn[] =>
  RUN_COLUMNS.filter((column) => (isNumeric(column) || isWorded(column)) && hasValue(runs, column));

const MOST_DEFAULT_AXES = 8;
const RESULTS = ["validation", "test"];

/** What was chosen or measured differently, the results last. */
export function defaultAxes(runs: readonly ShownRun[]): RunColumn[] {
  const facts = ["preset", "parameters"].flatMap((id) => findRunColumn(id) ?? []);
  const spec = RUN_COLUMNS.filter(({ source, type }) => source.kind === "spec" && type !== "list");
  const chosen = [...facts, ...spec].filter((column) => differs(runs, column));
  const results = RESULTS.flatMap((id) => findRunColumn(id) ?? []).filter((column) => hasValue(runs, column));
  return [...chosen.slice(0, MOST_DEFAULT_AXES - results.length), ...results];
}

/** Columns by their ids; what is unknown, or that no run has, is left out. */
export const columnsOf = (ids: readonly string[], offered: readonly RunColumn[]): RunColumn[] =>
  ids.flatMap((id) => offered.find((column) => column.id === id) ?? []);

/** x: what was chosen differently, in numbers, else how long it took; y: the test, else validation. */
export function defaultScatter(runs: readonly ShownRun[]): { x: RunColumn | undefined; y: RunColumn | undefined } {
  const numeric = numericColumns(runs);
  const find = (id: string) => numeric.find((column) => column.id === id);
  const isChosen = ({ source, id }: RunColumn) => source.kind === "spec" || id === "parameters";
  return {
    x: numeric.find((column) => isChosen(column) && column.id !== "seed" && differs(runs, column)) ?? find("duration"),
    y: find("test") ?? find("validation"),
  };
}

/** Ratio of the greatest to the least from which on a scale by powers of ten reads better. */
const WIDE = 20;

/** How an axis of this column is drawn; `words` are left apart as a `ParallelAxis` of categories. */
export function axisOf(runs: readonly ShownRun[], column: RunColumn): ParallelAxis {
  const { id, label, quantity } = column;
  if (isWorded(column)) return { key: id, label, kind: "category" };
  const values = runs.flatMap((run) => {
    const value = columnValue(run, column);
    return typeof value === "number" && Number.isFinite(value) ? [value] : [];
  });
  const isLog = values.length > 0 && Math.min(...values) > 0 && Math.max(...values) / Math.min(...values) >= WIDE;
  return { key: id, label, kind: isLog ? "log" : "linear", format: (value) => quantityText(quantity, value) };
}

/** A value for an axis: booleans in words. */
export const axisValue = (run: ShownRun, column: RunColumn): number | string | null => {
  const value = columnValue(run, column);
  return typeof value === "boolean" ? (value ? "yes" : "no") : value;
};
