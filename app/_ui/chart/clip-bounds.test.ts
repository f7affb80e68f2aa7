import { expect, test } from "vitest";
import { clipBounds } from "./clip-bounds.ts";

test("a spike among many values is left out, on either side", () => {
  const values = Array.from({ length: 200 }, (_, index) => index);
  values[50] = 1e9;
  values[51] = -1e9;
  const { low, high } = clipBounds(values);
  expect(low).toBeGreaterThanOrEqual(0);
  expect(high).toBeLessThanOrEqual(199);
});

test("of few values none is an outlier", () => expect(clipBounds([1, 2, 1000])).toEqual({ low: 1, high: 1000 }));
