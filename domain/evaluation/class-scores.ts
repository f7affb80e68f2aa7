/** Precision, recall and F1 of each class, from the counts `confusion[true class][predicted class]`. */

export type ClassScore = { name: string; images: number; precision: number | null; recall: number; f1: number };

const sum = (values: readonly number[]) => values.reduce((total, value) => total + value, 0);

/** Best F1 first. The precision of a class that was never answered is null: there is nothing to divide by. */
export function classScores(confusion: readonly (readonly number[])[], classes: readonly string[]): ClassScore[] {
  return confusion
    .map((row, k) => {
      const right = row[k] ?? 0;
      const images = sum(row);
      const answers = sum(confusion.map((other) => other[k] ?? 0));
      return {
        name: classes[k] ?? String(k),
        images,
        precision: answers > 0 ? right / answers : null,
        recall: images > 0 ? right / images : 0,
        f1: images + answers > 0 ? (2 * right) / (images + answers) : 0,
      };
    })
    .sort((a, b) => b.f1 - a.f1);
}

/** Unweighted means over the classes ("macro" averages). A precision that is not defined counts as 0. */
export function meanScore(scores: readonly ClassScore[]): { precision: number; recall: number; f1: number } {
  const mean = (of: (score: ClassScore) => number) => sum(scores.map(of)) / Math.max(1, scores.length);
  return {
    precision: mean(({ precision }) => precision ?? 0),
    recall: mean(({ recall }) => recall),
    f1: mean(({ f1 }) => f1),
  };
}
