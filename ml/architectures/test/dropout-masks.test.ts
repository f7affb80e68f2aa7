import "@tensorflow/tfjs-backend-cpu";
import { expect, test } from "vitest";
import { drawDropoutMask, dropoutThreshold } from "../dropout-masks.ts";

test.each([
  [0.25, 64, 4 / 3],
  [0.5, 128, 2],
  [0.3, 77, 256 / 179],
  [0, 0, 1],
])("a rate of %d drops %d of 256 bytes and keeps the expectation", (rate, threshold, scale) => {
  expect(dropoutThreshold(rate)).toEqual({ threshold, scale });
});

test("a mask drops its share and scales what it keeps", async () => {
  const { threshold, scale } = dropoutThreshold(0.25);
  const mask = drawDropoutMask(1, 2, [50, 41, 5], threshold, scale);
  expect(mask.shape).toEqual([50, 41, 5]);
  const values = await mask.data();
  const kept = values.filter((value) => value !== 0);
  expect(kept.every((value) => value === Math.fround(scale))).toBe(true);
  expect(kept.length / values.length).toBeCloseTo(0.75, 1);
  mask.dispose();
});
