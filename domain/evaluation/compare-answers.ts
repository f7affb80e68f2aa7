import { type TestPredictions, TOP } from "../runs/test-predictions.ts";

/** Which of the first `count` images two sets of predictions take for different classes, in order. */
export function differingAnswers(a: TestPredictions, b: TestPredictions, count: number): number[] {
  return Array.from({ length: count }, (_, image) => image).filter(
    (image) => a.top[TOP * image] !== b.top[TOP * image],
  );
}

/** confusion[true class][answer] of the first `count` images. */
export function confusionOf({ classes, labels, top }: TestPredictions, count: number): number[][] {
  const confusion = Array.from({ length: classes }, () => new Array<number>(classes).fill(0));
  for (let image = 0; image < count; image += 1) {
    const row = confusion[labels[image] ?? -1];
    const answer = top[TOP * image] ?? 0;
    if (row) row[answer] = (row[answer] ?? 0) + 1;
  }
  return confusion;
}

/** How many images of a confusion matrix were answered right. */
export const rightOf = (confusion: readonly (readonly number[])[]): number =>
  confusion.reduce((sum, row, label) => sum + (row[label] ?? 0), 0);
