/** Which images of the test set to look at, and which of them first. */
import { type TestPredictions, TOP } from "../runs/test-predictions.ts";

export type PictureFilter = {
  /** Images of this class only. */
  truth?: number;
  /** Images that were taken for this class only. */
  answer?: number;
  /** Mistakes only, or right answers only. */
  right?: boolean;
};

/**
 * `surest` by the probability of the answer, the greatest first; `least-sure` the other way round; `closest` by how far
 * the answer is ahead of the second most probable class, the least first.
 */
export type PictureOrder = "surest" | "least-sure" | "closest";

/** Indexes in the test set; of equals the lower comes first. A probability that is no number counts as 0. */
export function orderPictures(
  { labels, top, probabilities }: TestPredictions,
  { truth, answer, right }: PictureFilter,
  order: PictureOrder,
): number[] {
  const chosen: number[] = [];
  labels.forEach((label, image) => {
    const first = top[TOP * image];
    if (truth !== undefined && label !== truth) return;
    if (answer !== undefined && first !== answer) return;
    if (right !== undefined && (label === first) !== right) return;
    chosen.push(image);
  });
  const probability = (image: number, place: number) => probabilities[TOP * image + place] || 0;
  const rank = {
    surest: (image: number) => -probability(image, 0),
    "least-sure": (image: number) => probability(image, 0),
    closest: (image: number) => probability(image, 0) - probability(image, 1),
  }[order];
  return chosen.sort((a, b) => rank(a) - rank(b) || a - b);
}
