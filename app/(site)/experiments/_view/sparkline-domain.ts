/** Less than this many points of accuracy from bottom to top would turn noise into a mountain. */
const LEAST_SPAN = 0.2;

/** One scale for the sparklines of a table: from the lowest to the highest accuracy that any of them shows. */
export function sparklineDomain(rows: readonly { sparkline: readonly number[] }[]): [low: number, high: number] {
  const values = rows.flatMap(({ sparkline }) => sparkline);
  if (values.length === 0) return [0, 1];
  const high = Math.max(...values);
  return [Math.min(high - LEAST_SPAN, ...values), high];
}
