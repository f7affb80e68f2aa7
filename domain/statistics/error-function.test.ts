import { describe, expect, it } from "vitest";
import { chiSquareTail, erfc } from "./error-function.ts";

describe("erfc", () => {
  // Abramowitz and Stegun (1964), tables 7.1 and 7.3.
  it.each([
    [0, 1],
    [0.5, 1 - 0.5204998778],
    [1, 1 - 0.8427007929],
    [2, 1 - 0.995322265],
    [-1, 1 + 0.8427007929],
  ])("of %d", (x, value) => {
    expect(erfc(x)).toBeCloseTo(value, 9);
  });

  it("joins its two expansions, and stays precise where it is tiny", () => {
    expect(erfc(2.5 - 1e-12) / erfc(2.5 + 1e-12)).toBeCloseTo(1, 9);
    expect(erfc(5) / 1.537459794428035e-12).toBeCloseTo(1, 9);
    expect(erfc(10) / 2.088487583762545e-45).toBeCloseTo(1, 9);
  });
});

describe("chiSquareTail", () => {
  // Critical values of any table of the distribution, one degree of freedom.
  it.each([
    [2.705543, 0.1],
    [3.841459, 0.05],
    [6.634897, 0.01],
    [10.827566, 0.001],
  ])("of %d is %d", (statistic, p) => {
    expect(chiSquareTail(statistic) / p).toBeCloseTo(1, 5);
  });
});
