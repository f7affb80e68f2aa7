import { expect, test } from "vitest";
import { epochsDone, type Pace, secondsLeft } from "./time-left.ts";

const pace: Pace = {
  epochs: 10,
  epoch: 8,
  step: 812,
  stepsPerEpoch: 1250,
  imagesPerSecond: 4000,
  epochSeconds: [],
  trainingImages: 40_000,
  validationImages: 10_000,
};

test("an epoch that has ended counts whole, and nothing counts before the first batch", () => {
  expect(epochsDone({ ...pace, epoch: 0, step: 0 })).toBe(0);
  expect(epochsDone({ ...pace, step: 1250 })).toBe(8);
  expect(epochsDone(pace)).toBeCloseTo(7.6496, 4);
});

test("before the first epoch ends, the throughput tells the time", () => {
  expect(secondsLeft({ ...pace, epoch: 1, step: 0 })).toBeCloseTo((10 * (40_000 + 10_000 / 3)) / 4000, 6);
});

test("after that, the epochs do, and one slow epoch does not swing it", () => {
  expect(secondsLeft({ ...pace, step: 1250, epochSeconds: [11, 90, 11, 10, 12] })).toBe(2 * 11);
});

test("nothing is known before the first batch", () => {
  expect(secondsLeft({ ...pace, epoch: 0, step: 0, imagesPerSecond: null })).toBeNull();
});
