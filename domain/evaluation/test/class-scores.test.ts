import { expect, test } from "vitest";
import { classScores, meanScore } from "../class-scores.ts";

const confusion = [
  [8, 2, 0],
  [4, 6, 0],
  [5, 5, 0],
];

test("precision divides by the answers, recall by the images, and the best class comes first", () => {
  const scores = classScores(confusion, ["cat", "dog", "ship"]);
  expect(scores.map(({ name }) => name)).toEqual(["cat", "dog", "ship"]);
  expect(scores[0]).toMatchObject({ images: 10, precision: 8 / 17, recall: 0.8 });
  expect(scores[0]?.f1).toBeCloseTo((2 * (8 / 17) * 0.8) / (8 / 17 + 0.8), 12);
});

test("a class that was never answered has no precision", () => {
  expect(classScores(confusion, ["cat", "dog", "ship"])[2]).toMatchObject({ precision: null, recall: 0, f1: 0 });
});

test("means give each class the same weight", () => {
  expect(meanScore(classScores(confusion, ["cat", "dog", "ship"])).recall).toBeCloseTo(1.4 / 3, 12);
});
