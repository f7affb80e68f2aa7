import { expect, test } from "vitest";
import type { TestPredictions } from "../../runs/test-predictions.ts";
import { pairAnswers } from "../pair-answers.ts";

const answers = (labels: number[], first: number[]): TestPredictions => ({
  classes: 10,
  labels: Uint8Array.from(labels),
  top: Uint8Array.from(first.flatMap((answer) => [answer, 8, 9])),
  probabilities: new Float32Array(3 * labels.length),
});

test("pairs the answers of two networks to the same images", () => {
  const labels = [0, 1, 2, 3, 4, 5];
  const a = answers(labels, [0, 1, 2, 7, 7, 7]);
  const b = answers(labels, [0, 7, 7, 3, 7, 6]);
  expect(pairAnswers(a, b)).toEqual({ both: 1, onlyA: 2, onlyB: 1, neither: 2 });
  expect(pairAnswers(b, a)).toEqual({ both: 1, onlyA: 1, onlyB: 2, neither: 2 });
});

test("has nothing to say about different images", () => {
  const a = answers([0, 1], [0, 1]);
  expect(pairAnswers(a, answers([0, 2], [0, 1]))).toBeNull();
  expect(pairAnswers(a, answers([0], [0]))).toBeNull();
});
