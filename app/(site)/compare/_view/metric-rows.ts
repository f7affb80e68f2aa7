/** What became of each metric of each run, and over seeds where runs differ by nothing else. */
import {
  AGGREGATES,
  type Aggregate,
  aggregateColumn,
  EPOCH_METRIC_IDS,
  METRICS,
  type MetricId,
  POINT_METRIC_IDS,
  RESULT_METRICS,
  type ResultMetric,
} from "#domain/runs/metrics";
import { seedGroups } from "#domain/runs/seed-groups";
import { type MeanDeviation, meanDeviation } from "#domain/statistics/mean-deviation";
import type { ShownRun } from "./compared-run.ts";

export type RunValues = {
  run: ShownRun;
  /** Null where it was not measured, or has no finite value. */
  values: Record<Aggregate, number | null>;
  bestAt: number | null;
  /** None of the runs is better. */
  leads: boolean;
};

export type GroupValues = {
  /** Runs that differ by seed alone, two or more. */
  runs: readonly RunValues[];
  values: Record<Aggregate, MeanDeviation | null>;
};

export type MetricBlock = { metric: MetricId; rows: (RunValues | GroupValues)[] };

const RESULT_METRIC_IDS = Object.keys(RESULT_METRICS) as ResultMetric[];

/**
 * @param steps whether measures by step are wanted, beside those of the epochs and of the test
 * @returns a block per metric that at least one run has
 */
export function metricBlocks(runs: readonly ShownRun[], steps: boolean): MetricBlock[] {
  const metrics: MetricId[] = [...RESULT_METRIC_IDS, ...EPOCH_METRIC_IDS, ...(steps ? POINT_METRIC_IDS : [])];
  const groups = seedGroups(runs);
  return metrics
    .filter((metric) => runs.some((run) => run.metrics[metric]))
    .map((metric) => {
      const leader = leadingValue(runs, metric);
      const rows = groups.flatMap((group): MetricBlock["rows"] => {
        const members = group.filter((run) => run.metrics[metric]).map((run) => runValues(run, metric, leader));
        const [only] = members;
        if (!only) return [];
        return [members.length === 1 ? only : { runs: members, values: overSeeds(members) }];
      });
      return { metric, rows };
    });
}

export const isGroup = (row: RunValues | GroupValues): row is GroupValues => "runs" in row;

const perAggregate = <Value>(of: (aggregate: Aggregate) => Value): Record<Aggregate, Value> =>
  Object.fromEntries(AGGREGATES.map((aggregate) => [aggregate, of(aggregate)])) as Record<Aggregate, Value>;

/** An aggregate of one run; NaN where the last or first value was none. */
export const aggregateOf = (run: ShownRun, metric: MetricId, aggregate: Aggregate): number | null =>
  run.metrics[metric]?.[aggregateColumn(metric, aggregate)] ?? null;

function runValues(run: ShownRun, metric: MetricId, leader: number | null): RunValues {
  const values = perAggregate((aggregate) => aggregateOf(run, metric, aggregate));
  const bestAt: Partial<Record<MetricId, number>> = run.bestAt;
  return { run, values, bestAt: bestAt[metric] ?? null, leads: leader !== null && values.best === leader };
}

const overSeeds = (members: readonly RunValues[]) =>
  perAggregate((aggregate) =>
    meanDeviation(
      members.flatMap(({ values }) => {
        const value = values[aggregate];
        return value !== null && Number.isFinite(value) ? [value] : [];
      }),
    ),
  );

/** The best value of all runs, where one end of the metric is better and there is something to lead before. */
function leadingValue(runs: readonly ShownRun[], metric: MetricId): number | null {
  const { better } = METRICS[metric];
  const values = runs.flatMap((run) => {
    const value = aggregateOf(run, metric, "best");
    return value !== null && Number.isFinite(value) ? [value] : [];
  });
  if (better === null || values.length < 2) return null;
  return better === "higher" ? Math.max(...values) : Math.min(...values);
}
