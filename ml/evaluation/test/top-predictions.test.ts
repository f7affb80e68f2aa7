import { expect, test } from "vitest";
import { NO_CLASS } from "#domain/runs/test-predictions";
import { TopPredictions } from "../top-predictions.ts";

test("the three most probable classes of each image are kept, whatever the order in which images come", () => {
  const answers = new TopPredictions(Uint8Array.of(2, 0), 4);
  answers.add(Int32Array.of(1), Float32Array.of(0, Math.log(2), Math.log(4), Math.log(1)));
  answers.add(Int32Array.of(0), Float32Array.of(Math.log(5), Math.log(1), Math.log(1), Math.log(3)));
  const { classes, labels, top, probabilities } = answers.predictions;
  expect({ classes, labels: [...labels] }).toEqual({ classes: 4, labels: [2, 0] });
  // Of equal answers the first comes first.
  expect([...top]).toEqual([0, 3, 1, 2, 1, 0]);
  const expected = [5 / 10, 3 / 10, 1 / 10, 4 / 8, 2 / 8, 1 / 8];
  expect([...probabilities]).toEqual(expected.map((value) => expect.closeTo(value, 6)));
});

test("two classes leave no third", () => {
  const answers = new TopPredictions(Uint8Array.of(0), 2);
  answers.add(Int32Array.of(0), Float32Array.of(0, 0));
  expect([...answers.predictions.top]).toEqual([0, 1, NO_CLASS]);
  expect([...answers.predictions.probabilities]).toEqual([0.5, 0.5, 0]);
});
