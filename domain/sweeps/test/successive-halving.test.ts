import { describe, expect, it } from "vitest";
import { judgeAtRung, rungsOf, type SuccessiveHalving } from "../successive-halving.ts";

const rule = (minEpochs: number, reduction: number): SuccessiveHalving => ({
  metric: "validationAccuracy",
  minEpochs,
  reduction,
});

describe("rungsOf", () => {
  it("are r times powers of η before the last epoch", () => {
    expect(rungsOf(rule(1, 3), 30)).toEqual([1, 3, 9, 27]);
    expect(rungsOf(rule(1, 3), 27)).toEqual([1, 3, 9]);
    expect(rungsOf(rule(4, 2), 4)).toEqual([]);
  });
});

describe("judgeAtRung", () => {
  it("lets the first arrival go on", () => {
    expect(judgeAtRung(0.1, [], rule(1, 3))).toEqual({ goesOn: true, place: 1, reached: 1, kept: 1 });
  });

  it("keeps the best one while there are fewer than η", () => {
    expect(judgeAtRung(0.3, [0.5], rule(1, 3)).goesOn).toBe(false);
    expect(judgeAtRung(0.6, [0.5], rule(1, 3)).goesOn).toBe(true);
  });

  it("keeps the top 1/η of those that reached the rung so far", () => {
    const others = [0.9, 0.8, 0.7, 0.6, 0.5, 0.4, 0.3, 0.2];
    expect(judgeAtRung(0.75, others, rule(1, 3))).toEqual({ goesOn: true, place: 3, reached: 9, kept: 3 });
    expect(judgeAtRung(0.65, others, rule(1, 3))).toEqual({ goesOn: false, place: 4, reached: 9, kept: 3 });
  });

  it("lets equals share the better place", () => {
    expect(judgeAtRung(0.5, [0.5, 0.4, 0.3], rule(1, 4)).goesOn).toBe(true);
  });
});
