import { expect, test } from "vitest";
import { quantile, spreadOf } from "../quantile.ts";

const hundred = Array.from({ length: 100 }, (_, i) => 100 - i);

test("a quantile is the value at its rank", () => {
  expect([quantile(hundred, 0.5), quantile(hundred, 0.95), quantile(hundred, 1)]).toEqual([50, 95, 100]);
  expect(quantile([7], 0.95)).toBe(7);
  expect(() => quantile([], 0.5)).toThrow(RangeError);
});

test("spreadOf", () => {
  expect(spreadOf(hundred)).toEqual({ count: 100, p50: 50, p95: 95, max: 100 });
});
