import type { Smoothing } from "./series.ts";

/**
 * Smoothed values, one for each of `values`. What is not finite stays as it is and does not count for its neighbours.
 * The exponential average is divided by the sum of its weights so far, so that it does not start from zero (the bias
 * correction of Adam, Kingma & Ba 2015, section 3). A window reaches as far to the left as to the right, less at the ends.
 */
export function smooth(values: readonly number[], smoothing: Smoothing): readonly number[] {
  switch (smoothing.kind) {
    case "none":
      return values;
    case "ema":
      return movingAverage(values, smoothing.weight);
    case "mean":
      return windowMeans(values, smoothing.window);
  }
}

function movingAverage(values: readonly number[], weight: number): number[] {
  let average = 0;
  let weights = 0;
  return values.map((value) => {
    if (!Number.isFinite(value)) return value;
    average = weight * average + (1 - weight) * value;
    weights = weight * weights + (1 - weight);
    return average / weights;
  });
}

function windowMeans(values: readonly number[], window: number): number[] {
  const half = Math.floor(Math.max(1, window) / 2);
  const sums = new Float64Array(values.length + 1);
  const counts = new Uint32Array(values.length + 1);
  for (const [index, value] of values.entries()) {
    const finite = Number.isFinite(value);
    sums[index + 1] = (sums[index] ?? 0) + (finite ? value : 0);
    counts[index + 1] = (counts[index] ?? 0) + (finite ? 1 : 0);
  }
  return values.map((value, index) => {
    if (!Number.isFinite(value)) return value;
    const reach = Math.min(half, index, values.length - 1 - index);
    const [from, to] = [index - reach, index + reach + 1];
    return ((sums[to] ?? 0) - (sums[from] ?? 0)) / ((counts[to] ?? 0) - (counts[from] ?? 0));
  });
}
