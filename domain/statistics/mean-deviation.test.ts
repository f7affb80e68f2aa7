import { expect, test } from "vitest";
import { meanDeviation } from "./mean-deviation.ts";

test("mean and deviation of a sample", () => {
  expect(meanDeviation([])).toBeNull();
  expect(meanDeviation([3])).toEqual({ mean: 3, deviation: null, count: 1 });
  expect(meanDeviation([2, 2, 2])).toEqual({ mean: 2, deviation: 0, count: 3 });
  // 2, 4, 4, 4, 5, 5, 7, 9: mean 5, sum of squares 32.
  const { mean, deviation } = meanDeviation([2, 4, 4, 4, 5, 5, 7, 9]) ?? {};
  expect(mean).toBe(5);
  expect(deviation).toBeCloseTo(Math.sqrt(32 / 7), 12);
});
