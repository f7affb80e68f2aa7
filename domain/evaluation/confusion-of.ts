import { type TestPredictions, TOP } from "../runs/test-predictions.ts";

/** How often each class was answered: counts[true class][answer]. */
export function confusionOf({ classes, labels, top }: TestPredictions): number[][] {
  const counts = Array.from({ length: classes }, () => new Array<number>(classes).fill(0));
  labels.forEach((truth, image) => {
    const row = counts[truth];
    const answer = top[TOP * image];
    if (row && answer !== undefined && answer < classes) row[answer] = (row[answer] ?? 0) + 1;
  });
  return counts;
}
