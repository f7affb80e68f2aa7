import { expect, test } from "vitest";
import { calibrationOf } from "../calibration.ts";
import { samplePredictions } from "./sample-predictions.ts";

test("the error is the mean distance of accuracy and confidence, weighed by the images of a bin", () => {
  // Two bins. Below a half: 0.5 and 0.375, one of two right. Above: 0.75, 0.75, 1 and 1, three of four right.
  const found = calibrationOf(
    samplePredictions(2, [
      [0, [0, 0.5]],
      [1, [0, 0.375]],
      [0, [0, 0.75]],
      [0, [0, 0.75]],
      [1, [1, 1]],
      [0, [1, 1]],
    ]),
    2,
  );
  expect(found?.bins).toEqual([
    { from: 0, to: 0.5, count: 2, accuracy: 0.5, confidence: 0.4375 },
    { from: 0.5, to: 1, count: 4, accuracy: 0.75, confidence: 0.875 },
  ]);
  // 2/6 · |0.5 − 0.4375| + 4/6 · |0.75 − 0.875|
  expect(found?.error).toBeCloseTo(0.104166667, 9);
  expect(found?.accuracy).toBeCloseTo(4 / 6, 12);
  expect(found?.confidence).toBeCloseTo(4.375 / 6, 12);
});

test("a bin holds its upper bound and not its lower one, and empty bins have no accuracy", () => {
  const found = calibrationOf(
    samplePredictions(2, [
      [0, [0, 0.25]],
      [0, [0, 0.2500001]],
      [0, [0, 0]],
    ]),
    4,
  );
  expect(found?.bins.map(({ count }) => count)).toEqual([2, 1, 0, 0]);
  expect(found?.bins[3]).toMatchObject({ accuracy: null, confidence: null });
});

test("a network that is right as often as it says has no error", () => {
  const rows = [0, 0, 0, 1].map((truth) => [truth, [0, 0.75]] as [number, [number, number]]);
  expect(calibrationOf(samplePredictions(2, rows))?.error).toBe(0);
});

test("without images, or with a probability that is no number, there is no calibration", () => {
  expect(calibrationOf(samplePredictions(2, []))).toBeNull();
  expect(calibrationOf(samplePredictions(2, [[0, [0, Number.NaN]]]))).toBeNull();
});
