import { describe, expect, it } from "vitest";
import { axisTicks, epochTicks, logTicks, roundTicks } from "./axis-ticks.ts";

describe("axisTicks", () => {
  it("encloses the values with round ticks", () => {
    expect(axisTicks(48.43, 74.1)).toEqual({ low: 45, high: 75, step: 5, digits: 0 });
    expect(axisTicks(0.752, 1.4467)).toEqual({ low: 0.6, high: 1.6, step: 0.2, digits: 1 });
    expect(axisTicks(0.001, 0.0042, 5)).toEqual({ low: 0.001, high: 0.005, step: 0.001, digits: 3 });
  });
  it("does not add an interval for a value on a tick", () => {
    expect(axisTicks(0.1, 0.7)).toEqual({ low: 0.1, high: 0.7, step: 0.1, digits: 1 });
  });
  it("has equal values in the middle", () => {
    for (const value of [10, 0.1, 0.001, -3]) {
      const { low, high } = axisTicks(value, value);
      expect(low).toBeLessThan(value);
      expect((low + high) / 2).toBeCloseTo(value, 9);
    }
    expect(axisTicks(0, 0)).toMatchObject({ low: 0, high: 0.1 });
  });
});

describe("roundTicks", () => {
  it("ends where values differ by rounding alone", () => {
    for (const value of [0.001, 1, 40_000]) {
      const next = value * (1 + Number.EPSILON);
      expect(roundTicks(value, next, 7).length).toBeLessThan(10);
      expect(logTicks(value, next).ticks.length).toBeLessThan(10);
      expect(axisTicks(value, next).high).toBeGreaterThan(value);
    }
  });
  it("stays between the ends", () => expect(roundTicks(0.31, 1.07, 5)).toEqual([0.4, 0.6, 0.8, 1]));
});

describe("logTicks", () => {
  it("divides decades by 1, 2 and 5 where there are few", () => {
    expect(logTicks(0.6, 3)).toEqual({ low: 0.5, high: 5, ticks: [0.5, 1, 2, 5] });
  });
  it("divides evenly where all values are of one magnitude", () => {
    expect(logTicks(4010, 4190)).toEqual({ low: 4000, high: 4200, ticks: [4000, 4050, 4100, 4150, 4200] });
  });
  it("names powers alone where there are many", () => {
    expect(logTicks(1e-4, 30).ticks).toEqual([1e-4, 1e-3, 1e-2, 0.1, 1, 10, 100]);
  });
  it("has a height even if all values are equal", () => {
    for (const value of [1, 0.3, 20]) {
      const { low, high } = logTicks(value, value);
      expect(low).toBeLessThanOrEqual(value);
      expect(high).toBeGreaterThan(low);
    }
  });
});

describe("epochTicks", () => {
  it("names every epoch where there is room", () => expect(epochTicks(1, 5, 400)).toEqual([1, 2, 3, 4, 5]));
  it("always names the first and the last", () => {
    expect(epochTicks(1, 200, 500)).toEqual([1, 20, 40, 60, 80, 100, 120, 140, 160, 180, 200]);
    expect(epochTicks(1, 11, 200)).toEqual([1, 4, 6, 8, 11]);
  });
  it("starts at 0 where a run is shorter than an epoch", () => expect(epochTicks(0, 1, 400)).toEqual([0, 1]));
});
