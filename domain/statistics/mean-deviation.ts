export type MeanDeviation = {
  mean: number;
  /** Standard deviation of the sample, n - 1 below the sum; null for a single value. */
  deviation: number | null;
  count: number;
};

/** Mean and spread of some values; null when there is none. */
export function meanDeviation(values: readonly number[]): MeanDeviation | null {
  const count = values.length;
  if (count === 0) return null;
  const mean = values.reduce((sum, value) => sum + value, 0) / count;
  if (count === 1) return { mean, deviation: null, count };
  const squares = values.reduce((sum, value) => sum + (value - mean) ** 2, 0);
  return { mean, deviation: Math.sqrt(squares / (count - 1)), count };
}
