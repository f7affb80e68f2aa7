import { expect, test } from "vitest";
import type { TestPredictions } from "../../runs/test-predictions.ts";
import { confusionOf, differingAnswers, rightOf } from "../compare-answers.ts";

const answered = (...first: number[]): TestPredictions => ({
  classes: 3,
  labels: Uint8Array.of(0, 1, 2, 2),
  top: Uint8Array.from(first.flatMap((label) => [label, (label + 1) % 3, (label + 2) % 3])),
  probabilities: new Float32Array(12),
});

test("only a different first class is a different answer", () => {
  const a = answered(0, 1, 2, 0);
  const sameFirst = { ...a, top: Uint8Array.of(0, 2, 1, 1, 0, 2, 2, 1, 0, 0, 2, 1) };
  expect(differingAnswers(a, sameFirst, 4)).toEqual([]);
  expect(differingAnswers(a, answered(0, 2, 2, 1), 4)).toEqual([1, 3]);
});

test("images that were not answered yet are left out", () => {
  expect(differingAnswers(answered(0, 1, 2, 0), answered(0, 1, 2, 1), 3)).toEqual([]);
  expect(confusionOf(answered(0, 1, 1, 0), 3)).toEqual([
    [1, 0, 0],
    [0, 1, 0],
    [0, 1, 0],
  ]);
});

test("right answers are those on the diagonal", () => {
  expect(rightOf(confusionOf(answered(0, 0, 2, 2), 4))).toBe(3);
});
