/**
 * The value below which the share `q` of the values lies, by the nearest rank: one of the values themselves.
 *
 * @param q above 0, at most 1
 */
export function quantile(values: readonly number[], q: number): number {
  if (values.length === 0) throw new RangeError("There is no quantile of no values.");
  const sorted = values.toSorted((a, b) => a - b);
  return sorted[Math.max(Math.ceil(q * sorted.length), 1) - 1] ?? Number.NaN;
}

export type Spread = { count: number; p50: number; p95: number; max: number };

export const spreadOf = (values: readonly number[]): Spread => ({
  count: values.length,
  p50: quantile(values, 0.5),
  p95: quantile(values, 0.95),
  // A million values are more than a call takes as arguments.
  max: quantile(values, 1),
});
