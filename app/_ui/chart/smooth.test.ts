import { describe, expect, it } from "vitest";
import { smooth } from "./smooth.ts";

describe("exponential average", () => {
  const ema = (weight: number, ...values: number[]) => smooth(values, { kind: "ema", weight });

  it("is corrected for its start: a constant stays what it is from the first value on", () => {
    for (const value of ema(0.9, 5, 5, 5)) expect(value).toBeCloseTo(5, 12);
  });
  it("weighs the past by powers of its weight", () => {
    expect(ema(0.5, 4, 0)[1]).toBeCloseTo((0.25 * 4) / 0.75, 12);
  });
  it("keeps NaN and infinities in place and goes on behind them", () => {
    expect(ema(0.5, 1, Number.NaN, Number.POSITIVE_INFINITY, 1)).toEqual([1, Number.NaN, Number.POSITIVE_INFINITY, 1]);
  });
});

describe("running mean", () => {
  const mean = (window: number, ...values: number[]) => smooth(values, { kind: "mean", window });

  it("averages as far to the left as to the right", () => expect(mean(3, 0, 3, 6, 0)).toEqual([0, 3, 3, 0]));
  it("leaves out what is not finite", () => expect(mean(3, 1, 4, Number.NaN, 9)).toEqual([1, 2.5, Number.NaN, 9]));
  it("of one value is the value", () => expect(mean(1, 2, 7)).toEqual([2, 7]));
});

it("no smoothing changes nothing", () => {
  const values = [1, 2];
  expect(smooth(values, { kind: "none" })).toBe(values);
});
