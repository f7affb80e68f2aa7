import { expect, test } from "vitest";
import { distribution } from "#domain/runs/layer-statistics";
import { distributionOf } from "../distribution.ts";

const bins = (counts: Record<number, number>) => Array.from({ length: 32 }, (_, i) => counts[i] ?? 0);

test("extremes, mean, deviation, zeros and histogram are those worked out by hand", () => {
  // Bins of width 1/4 from -4 to 4: 0 is in bin 16, 4 in the last one.
  const found = distributionOf(Float32Array.of(-4, 0, 0, -0, 4, 3.75));
  expect(found).toEqual({
    min: -4,
    max: 4,
    mean: 3.75 / 6,
    deviation: expect.closeTo(Math.sqrt((16 + 16 + 3.75 ** 2) / 6 - (3.75 / 6) ** 2), 12),
    count: 6,
    zeros: 3,
    nonFinite: 0,
    histogram: bins({ 0: 1, 16: 3, 31: 2 }),
  });
  expect(distribution.parse(found)).toEqual(found);
});

test("values that are not finite are counted, and left out of all else", () => {
  const { NaN: none, POSITIVE_INFINITY, NEGATIVE_INFINITY } = Number;
  const found = distributionOf(Float32Array.of(none, 1, POSITIVE_INFINITY, 2, NEGATIVE_INFINITY));
  expect(found).toMatchObject({ min: 1, max: 2, mean: 1.5, deviation: 0.5, count: 5, nonFinite: 3 });
  expect(found.histogram).toEqual(bins({ 0: 1, 31: 1 }));
});

test("equal values, and none at all, have a distribution too", () => {
  expect(distributionOf(Float32Array.of(5, 5))).toMatchObject({ mean: 5, deviation: 0, histogram: bins({ 0: 2 }) });
  const nothing = { min: null, max: null, mean: null, deviation: null, zeros: 0, histogram: bins({}) };
  expect(distributionOf(new Float32Array())).toEqual({ ...nothing, count: 0, nonFinite: 0 });
  expect(distributionOf(Float32Array.of(Number.NaN))).toEqual({ ...nothing, count: 1, nonFinite: 1 });
});
