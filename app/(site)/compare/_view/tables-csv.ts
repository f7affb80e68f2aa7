/** The two tables of a comparison as files: numbers as they were measured, in full. */
import { type CsvValue, csvText } from "#domain/export/csv";
import { AGGREGATES, METRICS } from "#domain/runs/metrics";
import type { ShownRun } from "./compared-run.ts";
import { isGroup, type MetricBlock, type RunValues } from "./metric-rows.ts";
import type { ParameterRow } from "./parameter-rows.ts";

/** A row per parameter, a column per run. */
export const parametersCsv = (rows: readonly ParameterRow[], runs: readonly ShownRun[]): string =>
  csvText(
    ["parameter", ...runs.map(({ label }) => label)],
    rows.map(({ label, values }) => [label, ...values]),
  );

/** A row per metric and run, then one per experiment over its seeds; accuracies and shares are fractions. */
export function metricsCsv(blocks: readonly MetricBlock[]): string {
  const head = [
    "metric",
    "run",
    "id",
    "seeds",
    ...AGGREGATES,
    "best_at_epoch",
    ...AGGREGATES.map((of) => `${of}_deviation`),
  ];
  const runRow = (metric: string, { run, values, bestAt }: RunValues): CsvValue[] => [
    metric,
    run.label,
    run.id,
    String(run.spec.seed),
    ...AGGREGATES.map((aggregate) => values[aggregate]),
    bestAt,
    ...AGGREGATES.map(() => null),
  ];
  return csvText(
    head,
    blocks.flatMap(({ metric, rows }) => {
      const { title } = METRICS[metric];
      return rows.flatMap((row): CsvValue[][] => {
        if (!isGroup(row)) return [runRow(title, row)];
        const [first] = row.runs;
        const mean: CsvValue[] = [
          title,
          `${first?.run.name}, mean`,
          null,
          row.runs.map(({ run }) => run.spec.seed).join(" "),
          ...AGGREGATES.map((aggregate) => row.values[aggregate]?.mean),
          null,
          ...AGGREGATES.map((aggregate) => row.values[aggregate]?.deviation),
        ];
        return [...row.runs.map((one) => runRow(title, one)), mean];
      });
    }),
  );
}
