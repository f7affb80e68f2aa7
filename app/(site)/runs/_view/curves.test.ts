import { expect, test } from "vitest";
import { accuracyCurves, bestEpoch, lossCurves } from "./curves.ts";
import type { EpochPoint, Progress } from "./run-feed.ts";

const point = (epoch: number, validationAccuracy: number, validationLoss: number | null): EpochPoint => ({
  epoch,
  trainLoss: 1 / epoch,
  trainAccuracy: 0.5,
  validationLoss,
  validationAccuracy,
  seconds: 10,
  imagesPerSecond: 4000,
});
const now: Progress = {
  type: "progress",
  epoch: 3,
  step: 25,
  stepsPerEpoch: 100,
  loss: 0.75,
  accuracy: 0.72,
  imagesPerSecond: 4000,
};

test("accuracy is in per cent, with the running point between the epochs", () => {
  const { series, best } = accuracyCurves({ epochs: [point(1, 0.6, 1), point(2, 0.7, 0.9)], now });
  expect(series[0]).toMatchObject({ role: "train", now: { x: 2.25, y: 72 } });
  expect(series[1]).toMatchObject({
    role: "validation",
    values: [
      { x: 1, y: 60 },
      { x: 2, y: 70 },
    ],
  });
  expect(best).toEqual({ epoch: 2, value: 70, label: "best 70.00" });
});

test("of equal epochs the first is the best", () => {
  expect(bestEpoch([point(1, 0.7, 1), point(2, 0.7, 1)])?.epoch).toBe(1);
  expect(bestEpoch([])).toBeUndefined();
});

test("the lowest loss is marked, and a loss that overflowed leaves a gap", () => {
  const { series, best } = lossCurves({
    epochs: [point(1, 0.6, 0.8), point(2, 0.7, null), point(3, 0.7, 0.9)],
    now: null,
  });
  expect(series[1]?.values.map(({ y }) => y)).toEqual([0.8, null, 0.9]);
  expect(best).toEqual({ epoch: 1, value: 0.8, label: "lowest 0.800" });
});
