/** What the answers of two runs to the same images say, in a sentence. */
import { formatCount } from "../../../_ui/numbers.ts";
import type { PairedRuns } from "./compared-run.ts";

/** Below this a difference counts as more than chance. */
export const SIGNIFICANT = 0.05;

/** "p < 0.001", "p = 0.61". */
export const probabilityText = (p: number): string =>
  p < 0.001 ? "p < 0.001" : `p = ${p < 0.01 ? p.toFixed(3) : p.toFixed(2)}`;

export type Significance = { verdict: string; reason: string; meaning: string };

/** @param a label of the run whose right answers are `onlyA`; `b` likewise */
export function significanceText(pair: PairedRuns, a: string, b: string): Significance {
  const { both, onlyA, onlyB, neither, p } = pair;
  const images = both + onlyA + onlyB + neither;
  const points = (Math.abs(onlyA - onlyB) / images) * 100;
  const [ahead, behind, more, fewer] = onlyA >= onlyB ? [a, b, onlyA, onlyB] : [b, a, onlyB, onlyA];
  const size = `${points.toFixed(points < 0.1 ? 2 : 1)} points`;
  const isEqual = onlyA === onlyB;
  return {
    verdict: isEqual
      ? `${a} and ${b} are equally often right.`
      : p < SIGNIFICANT
        ? `${ahead} is better by ${size}.`
        : `${ahead} is ahead by ${size}, which can be chance.`,
    reason: `Of ${formatCount(images)} images, ${formatCount(more)} only ${ahead} got right, ${formatCount(fewer)} only ${behind}: ${probabilityText(p)}.`,
    meaning: meaningOf(p),
  };
}

/** Powers of ten are read easily, ten-thousandths are not. */
function meaningOf(p: number): string {
  const often =
    p < 0.001
      ? "less than once in 1,000 tries"
      : p < 0.1
        ? `about once in ${formatCount(1 / p)} tries`
        : `in about ${Math.round(p * 100)} of 100 tries`;
  return `If neither were better, an image that only one of them gets right would be either’s with equal chance, and a division as uneven as this one would come up ${often}.`;
}
