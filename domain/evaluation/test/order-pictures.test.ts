import { expect, test } from "vitest";
import { answerOf } from "../answer-of.ts";
import { orderPictures } from "../order-pictures.ts";
import { samplePredictions } from "./sample-predictions.ts";

const [cat, dog, ship] = [0, 1, 2];
const predictions = samplePredictions(3, [
  [cat, [dog, 0.5], [cat, 0.4375], [ship, 0.0625]],
  [cat, [dog, 0.875], [ship, 0.125], [cat, 0]],
  [cat, [cat, 0.75], [dog, 0.25], [ship, 0]],
  [dog, [dog, 0.5], [cat, 0.25], [ship, 0.25]],
  [ship, [dog, 0.625], [cat, 0.25], [ship, 0.125]],
  [cat, [dog, 0.875], [cat, 0.125], [ship, 0]],
]);

test("the surest mistakes come first, of equals the earlier image", () => {
  expect(orderPictures(predictions, { right: false }, "surest")).toEqual([1, 5, 4, 0]);
  expect(orderPictures(predictions, { right: false, truth: cat }, "surest")).toEqual([1, 5, 0]);
});

test("a close call is one in which the second class was near", () => {
  expect(orderPictures(predictions, { truth: cat, answer: dog }, "closest")).toEqual([0, 1, 5]);
});

test("right answers, the least sure first", () => {
  expect(orderPictures(predictions, { right: true }, "least-sure")).toEqual([3, 2]);
});

test("the images behind a cell are as many as the cell counts", () => {
  const counts = [
    [1, 3, 0],
    [0, 1, 0],
    [0, 1, 0],
  ];
  counts.forEach((row, truth) => {
    row.forEach((count, answer) => {
      expect(orderPictures(predictions, { truth, answer }, "surest")).toHaveLength(count);
    });
  });
});

test("an answer names its classes, best first, and leaves out a third that a network of two classes has not", () => {
  expect(answerOf(predictions, 4)).toEqual({
    image: 4,
    truth: ship,
    top: [
      { label: dog, probability: 0.625 },
      { label: cat, probability: 0.25 },
      { label: ship, probability: 0.125 },
    ],
  });
  expect(answerOf(samplePredictions(2, [[1, [0, 0.75], [1, 0.25]]]), 0).top).toHaveLength(2);
});
