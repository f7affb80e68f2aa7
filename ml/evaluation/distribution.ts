import { type Distribution, HISTOGRAM_BINS } from "#domain/runs/layer-statistics";

/**
 * How values are distributed, in two passes over them: extremes, mean and deviation of the finite ones, and a histogram of
 * equal bins between the extremes. Where all are equal they fill the first bin.
 */
export function distributionOf(values: Float32Array): Distribution {
  let min = Number.POSITIVE_INFINITY;
  let max = Number.NEGATIVE_INFINITY;
  let sum = 0;
  let zeros = 0;
  let finite = 0;
  for (let i = 0; i < values.length; i++) {
    const value = values[i] as number;
    // The difference of a number that is not finite from itself is none.
    if (value - value !== 0) continue;
    finite += 1;
    sum += value;
    if (value === 0) zeros += 1;
    if (value < min) min = value;
    if (value > max) max = value;
  }
  const counts = { count: values.length, zeros, nonFinite: values.length - finite };
  const bins = new Uint32Array(HISTOGRAM_BINS);
  if (finite === 0) return { min: null, max: null, mean: null, deviation: null, ...counts, histogram: [...bins] };

  const mean = sum / finite;
  const scale = max > min ? HISTOGRAM_BINS / (max - min) : 0;
  let squares = 0;
  for (let i = 0; i < values.length; i++) {
    const value = values[i] as number;
    if (value - value !== 0) continue;
    squares += (value - mean) ** 2;
    const bin = Math.min(HISTOGRAM_BINS - 1, Math.floor((value - min) * scale));
    bins[bin] = (bins[bin] as number) + 1;
  }
  return { min, max, mean, deviation: Math.sqrt(squares / finite), ...counts, histogram: [...bins] };
}
