import { expect, test } from "vitest";
import { type Distribution, HISTOGRAM_BINS } from "#domain/runs/layer-statistics";
import { histogramPath, ridgeOf } from "./ridge.ts";

const size = { width: 400, height: 240 };
const flat = (min: number, max: number): Distribution => ({
  min,
  max,
  mean: (min + max) / 2,
  deviation: 1,
  count: HISTOGRAM_BINS * 4,
  zeros: 0,
  nonFinite: 0,
  histogram: new Array(HISTOGRAM_BINS).fill(4),
});
const nothing: Distribution = {
  ...flat(0, 1),
  min: null,
  max: null,
  mean: null,
  deviation: null,
  nonFinite: 9,
  histogram: new Array(HISTOGRAM_BINS).fill(0),
};

test("all epochs share one axis, and the latest stands in front", () => {
  const ridge = ridgeOf(
    [
      { epoch: 1, distribution: flat(-1, 1) },
      { epoch: 2, distribution: flat(-2, 4) },
    ],
    size,
  );
  expect([ridge?.min, ridge?.max]).toEqual([-2, 4]);
  expect(ridge?.hills.map(({ epoch }) => epoch)).toEqual([1, 2]);
  const [first, last] = ridge?.hills ?? [];
  expect(last?.baseline).toBeGreaterThan(first?.baseline ?? 0);
  expect(ridge?.xOf(-2)).toBeLessThan(ridge?.xOf(4) ?? 0);
});

test("an epoch without a finite value has no hill, and none at all is no ridge", () => {
  const rows = [
    { epoch: 1, distribution: flat(0, 1) },
    { epoch: 2, distribution: nothing },
  ];
  expect(ridgeOf(rows, size)?.hills).toHaveLength(1);
  expect(ridgeOf(rows.slice(1), size)).toBeNull();
});

test("values that are all equal still have an axis", () => {
  const ridge = ridgeOf([{ epoch: 1, distribution: flat(0, 0) }], size);
  expect(ridge?.hills[0]?.outline).not.toContain("NaN");
  expect((ridge?.max ?? 0) - (ridge?.min ?? 0)).toBeGreaterThan(0);
});

test("a histogram without values draws nothing", () => {
  expect(histogramPath(nothing, 80, 20)).toBe("");
  expect(histogramPath(flat(0, 1), 80, 20)).toContain("v-20.0");
});
