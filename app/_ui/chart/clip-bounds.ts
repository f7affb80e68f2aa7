/** Share of the values that clipping leaves out at either end. */
const TAIL = 0.01;

/** Least and greatest of the central 98 % of `values`, all finite; of fewer than a hundred, all are central. */
export function clipBounds(values: readonly number[]): { low: number; high: number } {
  const sorted = Float64Array.from(values).sort();
  const cut = Math.floor(sorted.length * TAIL);
  return { low: sorted[cut] ?? 0, high: sorted[sorted.length - 1 - cut] ?? 0 };
}
