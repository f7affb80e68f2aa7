/** Mean and spread of a sample. */
export type Sample = {
  count: number;
  mean: number;
  /** With count - 1 in the denominator; NaN of a single value. */
  deviation: number;
  /** Of the mean. */
  standardError: number;
};

export function describeSample(values: readonly number[]): Sample {
  const count = values.length;
  const mean = values.reduce((sum, value) => sum + value, 0) / count;
  const squares = values.reduce((sum, value) => sum + (value - mean) ** 2, 0);
  const deviation = count > 1 ? Math.sqrt(squares / (count - 1)) : Number.NaN;
  return { count, mean, deviation, standardError: deviation / Math.sqrt(count) };
}
