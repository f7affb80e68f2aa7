import { expect, test } from "vitest";
import { sparklineDomain } from "./sparkline-domain.ts";

test("the scale spans all rows, and there is one without any point", () => {
  expect(sparklineDomain([{ sparkline: [0.5, 0.7] }, { sparkline: [] }, { sparkline: [0.1] }])).toEqual([0.1, 0.7]);
  expect(sparklineDomain([{ sparkline: [] }])).toEqual([0, 1]);
});

test("small differences stay small", () => {
  const [low, high] = sparklineDomain([{ sparkline: [0.7, 0.71] }]);
  expect(high - low).toBeCloseTo(0.2, 12);
});
