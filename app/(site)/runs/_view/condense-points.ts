import type { HistoryPoints, MetricValues } from "./run-history.ts";

/**
 * The same points in at most `most` buckets: neighbours are put together two by two, as often as it takes. Least and
 * greatest stay, so a run that is watched for days neither grows without end nor loses a spike.
 */
export function condensePoints(points: HistoryPoints, most: number): HistoryPoints {
  return points.step.length <= most ? points : condensePoints(halve(points), most);
}

function halve({ lastSeq, count, step, at, metrics }: HistoryPoints): HistoryPoints {
  const length = Math.ceil(step.length / 2);
  const pairs = (join: (a: number, b: number) => number) =>
    Array.from({ length }, (_, index) => (2 * index + 1 < step.length ? join(2 * index, 2 * index + 1) : 2 * index));
  const last = pairs((_, b) => b);
  const pick = (values: readonly number[]) => last.map((index) => values[index] ?? Number.NaN);
  const counts = Array.from({ length }, (_, index) => (count[2 * index] ?? 0) + (count[2 * index + 1] ?? 0));
  const joined = Object.entries(metrics).map(([name, values]) => [name, halveValues(values, count, length)]);
  return { lastSeq, count: counts, step: pick(step), at: pick(at), metrics: Object.fromEntries(joined) };
}

function halveValues({ mean, min, max, odd }: MetricValues, count: readonly number[], length: number): MetricValues {
  const halves = { mean: [] as number[], min: [] as number[], max: [] as number[], odd: [] as number[] };
  for (let index = 0; index < length; index++) {
    const measured = [2 * index, 2 * index + 1].filter((at) => Number.isFinite(mean[at]));
    const weight = measured.reduce((sum, at) => sum + (count[at] ?? 0), 0);
    const total = measured.reduce((sum, at) => sum + (mean[at] ?? 0) * (count[at] ?? 0), 0);
    halves.mean.push(measured.length > 0 ? total / weight : Number.NaN);
    halves.min.push(measured.length > 0 ? Math.min(...measured.map((at) => min[at] ?? 0)) : Number.NaN);
    halves.max.push(measured.length > 0 ? Math.max(...measured.map((at) => max[at] ?? 0)) : Number.NaN);
    halves.odd.push((odd[2 * index] ?? 0) | (odd[2 * index + 1] ?? 0));
  }
  return halves;
}
