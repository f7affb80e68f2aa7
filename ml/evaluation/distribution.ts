import { type Distribution, HISTOGRAM_BINS } from "#domain/runs/layer-statistics";

/**
 * How values are distributed, in two passes over them: extremes, mean and deviation of the finite ones, and a histogram of
 * equal bins between the extremes. Where all are equal they fill the first bin.
 */
export function distributionOf(values: Float32Array): Distribution {
  const { min, max, sum, zeros } = totalsOf(values);
  // Only what is not finite itself makes a sum of single precision values in double precision so.
  if (!Number.isFinite(sum)) {
    const finite = values.filter(Number.isFinite);
    return { ...distributionOf(finite), count: values.length, nonFinite: values.length - finite.length };
  }
  const counts = { count: values.length, zeros, nonFinite: 0 };
  if (values.length === 0) {
    return { min: null, max: null, mean: null, deviation: null, ...counts, histogram: [...noBins()] };
  }
  const mean = sum / values.length;
  const { squares, bins } = spreadOf(values, mean, min, max);
  return { min, max, mean, deviation: Math.sqrt(squares / values.length), ...counts, histogram: [...bins] };
}

const noBins = () => new Uint32Array(HISTOGRAM_BINS);

/** Without a branch that a processor could guess wrong: there are millions of values after every epoch. */
function totalsOf(values: Float32Array) {
  let min = Number.POSITIVE_INFINITY;
  let max = Number.NEGATIVE_INFINITY;
  let sum = 0;
  let zeros = 0;
  for (let i = 0; i < values.length; i++) {
    const value = values[i] as number;
    sum += value;
    min = Math.min(min, value);
    max = Math.max(max, value);
    zeros += value === 0 ? 1 : 0;
  }
  return { min, max, sum, zeros };
}

function spreadOf(values: Float32Array, mean: number, min: number, max: number) {
  const bins = noBins();
  const scale = max > min ? HISTOGRAM_BINS / (max - min) : 0;
  let squares = 0;
  for (let i = 0; i < values.length; i++) {
    const value = values[i] as number;
    squares += (value - mean) ** 2;
    const bin = Math.min(HISTOGRAM_BINS - 1, Math.floor((value - min) * scale));
    bins[bin] = (bins[bin] as number) + 1;
  }
  return { squares, bins };
}
