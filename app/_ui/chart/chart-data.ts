/** The numbers of a chart as files. */
import { csvText } from "#domain/export/csv";
import { stringifyMeasured } from "#domain/runs/stringify-measured";
import { lineName } from "./describe-chart.ts";
import type { ChartSpec } from "./export-chart.ts";
import type { ChartSeries, XAxis } from "./series.ts";

const HEAD_ROW = ["run", "series", "role", "x", "value", "min", "max", "nonFinite"] as const;

/** Every point of every series in full precision, NaN and the infinities by name; of smoothed lines the measured values. */
export function chartCsv(series: readonly ChartSeries[], axis: XAxis): string {
  const head = HEAD_ROW.map((name) => (name === "x" ? axis : name));
  const rows = series.flatMap((one) =>
    one.points.map(({ x, y, min, max, nonFinite }) => [
      one.owner,
      lineName(one),
      one.role,
      axis === "wall" ? new Date(x) : x,
      y,
      min ?? y,
      max ?? y,
      nonFinite,
    ]),
  );
  return csvText(head, rows);
}

/** The same as JSON, which has no NaN and no infinity: those are text. */
export function chartJson({ title, unit, series, settings }: ChartSpec): string {
  const content = {
    title,
    unit: unit ?? null,
    x: settings.x,
    series: series.map(({ owner, label, role, points }) => ({ run: owner, label, role, points })),
  };
  return `${stringifyMeasured(content)}\n`;
}
