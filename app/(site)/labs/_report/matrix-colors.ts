/** Colours of a confusion matrix on paper, as its page mixes them: green on the diagonal, vermillion beside it. */
import { cellColour } from "../../../_ui/confusion-colour.ts";

export type Rgb = readonly [number, number, number];

const PAPER: Rgb = [242, 244, 242];
const RIGHT: Rgb = [11, 117, 72];
const WRONG: Rgb = [213, 94, 0];

/** Colour of each cell of counts[true class][answer]. */
export function matrixColors(counts: readonly (readonly number[])[]): Rgb[][] {
  const colour = cellColour(counts);
  return counts.map((row, truth) =>
    row.map((_, answer) => mixed(truth === answer ? RIGHT : WRONG, colour(truth, answer).mix / 100)),
  );
}

const mixed = (color: Rgb, part: number): Rgb => {
  const channel = (i: 0 | 1 | 2) => Math.round(PAPER[i] + (color[i] - PAPER[i]) * part);
  return [channel(0), channel(1), channel(2)];
};
