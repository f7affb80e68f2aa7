import { expect, test } from "vitest";
import { type Distribution, HISTOGRAM_BINS } from "#domain/runs/layer-statistics";
import { layerHints, weightsBySize, zeroShare } from "./layer-hints.ts";

const of = (zeros: number, nonFinite = 0): Distribution => ({
  min: 0,
  max: 1,
  mean: 0.5,
  deviation: 0.1,
  count: 1000,
  zeros,
  nonFinite,
  histogram: new Array(HISTOGRAM_BINS).fill(0),
});

test("a layer is dead when more than nine tenths of its outputs are zeros", () => {
  expect(layerHints({ weights: {}, activations: of(900) })).toEqual([]);
  const [hint] = layerHints({ weights: {}, activations: of(901) });
  expect(hint?.tone).toBe("warn");
  expect(hint?.text).toContain("90.1");
});

test("what is not finite is named with its weight", () => {
  const hints = layerHints({ weights: { kernel: of(0, 3), bias: of(0) }, activations: of(0, 1000) });
  expect(hints.map(({ text }) => text.split(":")[0])).toEqual([
    "3 of 1,000 values of kernel are not finite",
    "1,000 of 1,000 outputs are not finite.",
  ]);
});

test("the share of zeros of nothing is not known", () => {
  expect(zeroShare({ ...of(0), count: 0 })).toBeNull();
  expect(zeroShare(of(250))).toBe(0.25);
});

test("the largest of a layer's weights comes first", () => {
  expect(weightsBySize({ weights: { bias: { ...of(0), count: 32 }, kernel: { ...of(0), count: 896 } } })).toEqual([
    "kernel",
    "bias",
  ]);
});
