import { type TestPredictions, TOP } from "../runs/test-predictions.ts";
import type { PairedAnswers } from "./mcnemar.ts";

/** Counts on which images two networks were right; null when they did not answer the same images in the same order. */
export function pairAnswers(a: TestPredictions, b: TestPredictions): PairedAnswers | null {
  if (a.labels.length !== b.labels.length || a.labels.some((label, image) => b.labels[image] !== label)) return null;
  const counts: PairedAnswers = { both: 0, onlyA: 0, onlyB: 0, neither: 0 };
  a.labels.forEach((label, image) => {
    const rightA = a.top[TOP * image] === label;
    const rightB = b.top[TOP * image] === label;
    counts[rightA ? (rightB ? "both" : "onlyA") : rightB ? "onlyB" : "neither"]++;
  });
  return counts;
}
