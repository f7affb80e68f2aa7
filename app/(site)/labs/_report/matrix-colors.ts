/**
 * Colours of a confusion matrix on paper, as its page mixes them: green on the diagonal, vermillion beside it, each kind on
 * a scale of its own up to 52 per cent, so that ink stays readable.
 */
export type Rgb = readonly [number, number, number];

const PAPER: Rgb = [242, 244, 242];
const RIGHT: Rgb = [11, 117, 72];
const WRONG: Rgb = [213, 94, 0];
const STRONGEST = 0.52;

/** Colour of each cell of counts[true class][answer]. */
export function matrixColors(counts: readonly (readonly number[])[]): Rgb[][] {
  const shares = counts.map((row) => {
    const total = row.reduce((sum, count) => sum + count, 0) || 1;
    return row.map((count) => count / total);
  });
  const most = (right: boolean) =>
    Math.max(
      Number.EPSILON,
      ...shares.flatMap((row, truth) => row.filter((_, answer) => (answer === truth) === right)),
    );
  const [best, worst] = [most(true), most(false)];
  return shares.map((row, truth) =>
    row.map((share, answer) =>
      truth === answer
        ? mixed(RIGHT, STRONGEST * (share / best) ** 2.3)
        : mixed(WRONG, STRONGEST * (share / worst) ** 0.8),
    ),
  );
}

const mixed = (color: Rgb, part: number): Rgb => {
  const channel = (i: 0 | 1 | 2) => Math.round(PAPER[i] + (color[i] - PAPER[i]) * part);
  return [channel(0), channel(1), channel(2)];
};
