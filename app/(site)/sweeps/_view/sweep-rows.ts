/** The runs of a sweep with the values that tell them apart, as table, chart and file need them. */

import { type MeanDeviation, meanDeviation } from "#domain/statistics/mean-deviation";
import { type SweepField, type SweepValue, valueText } from "#domain/sweeps/fields";
import type { SweepPlan } from "#domain/sweeps/plan-fields";
import { fieldedDimensions, type Trial } from "#domain/sweeps/trials";
import type { ParallelAxis, ParallelLine } from "../../../_ui/chart/parallel-coordinates.tsx";
import type { Numbers } from "../../../_ui/drawing-menu.tsx";
import { formatPercent } from "../../../_ui/numbers.ts";
import { kindOf } from "./sweep-standing.ts";
import type { SweepRun } from "./sweep-types.ts";

export type SweepRow = {
  run: SweepRun;
  /** By path of the dimension. */
  values: Readonly<Record<string, SweepValue>>;
  /** Rows of the same configuration differ by their seed alone. */
  configuration: number;
};

/** @param trials of the sweep's plan, all of them */
export function sweepRows(trials: readonly Trial[], runs: readonly SweepRun[]): SweepRow[] {
  return runs.flatMap((run) => {
    const trial = trials[run.trial];
    if (!trial) return [];
    const values = Object.fromEntries(trial.values.map(({ path, value }) => [path, value]));
    return [{ run, values, configuration: trial.configuration }];
  });
}

/** The row with the best validation accuracy so far; the earlier of equals. */
export function bestRow(rows: readonly SweepRow[]): SweepRow | null {
  const score = ({ run }: SweepRow) => run.bestValidationAccuracy ?? -1;
  const best = rows.reduce<SweepRow | null>((a, b) => (a && score(a) >= score(b) ? a : b), null);
  return best && score(best) >= 0 ? best : null;
}

/** The best `count` rows, the best first. */
export const topRows = (rows: readonly SweepRow[], count: number): SweepRow[] =>
  rows
    .filter(({ run }) => run.bestValidationAccuracy !== null)
    .sort((a, b) => (b.run.bestValidationAccuracy ?? 0) - (a.run.bestValidationAccuracy ?? 0))
    .slice(0, count);

/** Key of the axis and the columns that hold the result and the seed. */
const RESULT = "result";
const SEED = "seed";

/** An axis per dimension, one for the seed where it varies beside them, and the result as the last. */
export function sweepAxes(plan: SweepPlan): ParallelAxis[] {
  const dimensions = fieldedDimensions(plan).map(({ dimension, field }): ParallelAxis => {
    const common = { key: field.path, label: field.label };
    if (field.kind === "choice") return { ...common, kind: "category" };
    const { values } = dimension;
    const isLog =
      values.kind === "range" ? values.scale === "log" : field.log && values.values.every((v) => Number(v) > 0);
    return { ...common, kind: isLog ? "log" : "linear", format: axisNumber };
  });
  const seed: ParallelAxis[] = plan.repetitions > 1 ? [{ key: SEED, label: "Seed", kind: "category" }] : [];
  return [...dimensions, ...seed, { key: RESULT, label: "Best val., %", kind: "linear", format: percent }];
}

/** Whole numbers as they are: 1024 units are not 1020. */
const axisNumber = (value: number) => valueText(Number.isInteger(value) ? value : Number(value.toPrecision(4)));
const percent = (value: number) => formatPercent(value, 2, "");

/** A line per run, coloured by its result from the worst to the best. */
export function sweepLines(rows: readonly SweepRow[]): ParallelLine[] {
  const results = rows.flatMap(({ run }) => run.bestValidationAccuracy ?? []);
  const low = Math.min(...results);
  const span = Math.max(...results) - low || 1;
  return rows.map(({ run, values }) => {
    const result = run.bestValidationAccuracy;
    const shown = Object.entries(values).map(([path, value]) => [
      path,
      typeof value === "boolean" ? valueText(value) : value,
    ]);
    return {
      id: run.id,
      label: run.name,
      values: { ...Object.fromEntries(shown), [SEED]: String(run.seed), [RESULT]: result },
      color: result === null ? null : { share: (result - low) / span },
    };
  });
}

export type ConfigurationRow = {
  configuration: number;
  values: SweepRow["values"];
  validation: MeanDeviation | null;
  test: MeanDeviation | null;
};

/** Means over the seeds of each configuration, the best first; those without a result last. */
export function overSeeds(rows: readonly SweepRow[]): ConfigurationRow[] {
  const groups = Map.groupBy(rows, ({ configuration }) => configuration);
  return [...groups.entries()]
    .map(([configuration, members]) => ({
      configuration,
      values: members[0]?.values ?? {},
      validation: meanDeviation(members.flatMap(({ run }) => run.bestValidationAccuracy ?? [])),
      test: meanDeviation(members.flatMap(({ run }) => run.testAccuracy ?? [])),
    }))
    .sort((a, b) => (b.validation?.mean ?? -1) - (a.validation?.mean ?? -1));
}

export type HeatCell = { mean: number | null; count: number };
export type Heat = { xs: SweepValue[]; ys: SweepValue[]; cells: HeatCell[][]; low: number; high: number };

/** Most values of a dimension that a table of cells holds. */
const HEAT_VALUES = 12;

/**
 * Mean best validation accuracy by the values of two dimensions, over all else that varies. `cells[y][x]`.
 *
 * @returns null when one of them has too many values for a table
 */
export function heatOf(rows: readonly SweepRow[], x: SweepField, y: SweepField): Heat | null {
  const xs = distinct(rows, x.path);
  const ys = distinct(rows, y.path);
  if (xs.length > HEAT_VALUES || ys.length > HEAT_VALUES) return null;
  const cells = ys.map((yValue) =>
    xs.map((xValue) => {
      const results = rows
        .filter(({ values }) => values[x.path] === xValue && values[y.path] === yValue)
        .flatMap(({ run }) => run.bestValidationAccuracy ?? []);
      return { mean: meanDeviation(results)?.mean ?? null, count: results.length };
    }),
  );
  const means = cells.flat().flatMap(({ mean }) => mean ?? []);
  return { xs, ys, cells, low: Math.min(...means), high: Math.max(...means) };
}

/** One row per cell: the values of both dimensions, the mean as a fraction, and how many runs it is of. */
export const heatNumbers = ({ xs, ys, cells }: Heat, x: SweepField, y: SweepField): Numbers => ({
  head: [x.path, y.path, "mean best validation accuracy", "runs with a result"],
  rows: ys.flatMap((down, row) =>
    xs.map((across, column) => {
      const cell = cells[row]?.[column];
      return [across, down, cell?.mean, cell?.count];
    }),
  ),
});

function distinct(rows: readonly SweepRow[], path: string): SweepValue[] {
  const values = [...new Set(rows.flatMap(({ values: all }) => all[path] ?? []))];
  return values.every((value) => typeof value === "number") ? values.sort((a, b) => a - b) : values;
}

export type SortKey = "trial" | "state" | "validation" | "test" | "duration" | `value:${string}`;
export type Sort = { by: SortKey; order: "asc" | "desc" };

/** Rows in order; what is missing is always last. */
export function sortRows(rows: readonly SweepRow[], { by, order }: Sort): SweepRow[] {
  const sign = order === "asc" ? 1 : -1;
  return [...rows].sort((a, b) => {
    const [left, right] = [sortValue(a, by), sortValue(b, by)];
    if (left === null || right === null) return Number(left === null) - Number(right === null);
    const compared = typeof left === "number" && typeof right === "number" ? left - right : compareText(left, right);
    return sign * compared || a.run.trial - b.run.trial;
  });
}

const compareText = (a: unknown, b: unknown) => String(a).localeCompare(String(b), "en");

function sortValue({ run, values }: SweepRow, by: SortKey): SweepValue | null {
  switch (by) {
    case "trial":
      return run.trial;
    case "state":
      return kindOf(run);
    case "validation":
      return run.bestValidationAccuracy;
    case "test":
      return run.testAccuracy;
    case "duration":
      return run.trainingSeconds;
    default:
      return values[by.slice("value:".length)] ?? null;
  }
}

/** All of it as a table for files: fractions as they are, so that they can be computed with. */
export function sweepNumbers(fields: readonly SweepField[], rows: readonly SweepRow[]): Numbers {
  return {
    head: [
      "trial",
      "run",
      "name",
      ...fields.map(({ path }) => path),
      "seed",
      "state",
      "epoch",
      "best epoch",
      "best validation accuracy",
      "test accuracy",
      "test images",
      "training seconds",
    ],
    rows: rows.map(({ run, values }) => [
      run.trial + 1,
      run.id,
      run.name,
      ...fields.map(({ path }) => values[path]),
      run.seed,
      kindOf(run),
      run.epoch,
      run.bestEpoch,
      run.bestValidationAccuracy,
      run.testAccuracy,
      run.testCount,
      run.trainingSeconds,
    ]),
  };
}
