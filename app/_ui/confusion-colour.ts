/** A cell's colour is mixed to at most this many per cent, so that ink stays readable on it. */
export const STRONGEST_MIX = 52;

/**
 * How strongly the cells of a confusion matrix are coloured, the diagonal in green, mistakes in vermillion. Each has its
 * own scale, up to the largest of its kind, since a good network has hundreds on the diagonal and tens beside it. The
 * exponents spread the diagonal, whose shares lie close together, and lift small mistakes a little.
 *
 * @param counts counts[true class][answer]
 * @returns for each cell its share of the row, 0..1, and how much of the colour is in it, in per cent
 */
export function cellColour(counts: readonly (readonly number[])[]) {
  const shares = counts.map((row) => {
    const total = row.reduce((sum, count) => sum + count, 0) || 1;
    return row.map((count) => count / total);
  });
  const most = (right: boolean) =>
    Math.max(
      Number.EPSILON,
      ...shares.flatMap((row, truth) => row.filter((_, answer) => (answer === truth) === right)),
    );
  const best = most(true);
  const worst = most(false);
  return (truth: number, answer: number): { share: number; mix: number } => {
    const share = shares[truth]?.[answer] ?? 0;
    return { share, mix: STRONGEST_MIX * (truth === answer ? (share / best) ** 2.3 : (share / worst) ** 0.8) };
  };
}
