import { type BestPoint, type LineSeries, lastPoint } from "./line-layout.ts";

/** The chart in one sentence, for who cannot see it. */
export function describeLines(
  title: string,
  unit: string | undefined,
  series: readonly LineSeries[],
  epochs: number,
  best: BestPoint | undefined,
  format: (value: number) => string,
): string {
  const said = series.flatMap((one) => {
    const point = lastPoint(one);
    return point ? [`${one.name} ${format(point.y)} after ${Number(point.x.toFixed(1))}`] : [];
  });
  const what = `${title}${unit ? ` in ${unit}` : ""} over ${epochs} epochs`;
  if (said.length === 0) return `${what}: no values yet.`;
  return `${what}: ${said.join(", ")}${best ? `; ${best.label} at epoch ${best.epoch}` : ""}.`;
}
