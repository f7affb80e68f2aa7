import { expect, test } from "vitest";
import type { Layer } from "../layers.ts";
import { summarize } from "../summary.ts";

const settings = { kernelSize: 3, padding: "same", activation: "linear" } as const;
const separable: Layer = {
  type: "SeparableConv2D",
  name: "separable_conv2d_1",
  filters: 8,
  ...settings,
  useBias: false,
  depthwiseInitializer: "heNormal",
  pointwiseInitializer: "heNormal",
};
const normalize: Layer = { type: "BatchNormalization", name: "batch_normalization_1", momentum: 0.99, epsilon: 1e-3 };
const depthwise: Layer = {
  type: "DepthwiseConv2D",
  name: "depthwise_conv2d_1",
  ...settings,
  useBias: true,
  depthwiseInitializer: "heNormal",
};
const add = (...inputs: string[]): Layer => ({ type: "Add", name: "add_1", inputs });

test("a separable, normalised, residual network costs what is worked out by hand", () => {
  const layers = [separable, normalize, depthwise, add("depthwise_conv2d_1", "batch_normalization_1")];
  const summary = summarize(layers, [10, 12, 3]);
  expect(summary.layers.map(({ parameters, trainableParameters, flops }) => [parameters, trainableParameters, flops]))
    .toEqual([
      [9 * 3 + 3 * 8, 9 * 3 + 3 * 8, 2 * 120 * (9 * 3 + 3 * 8)],
      [4 * 8, 2 * 8, 2 * 120 * 8],
      [9 * 8 + 8, 9 * 8 + 8, 2 * 120 * 9 * 8],
      [0, 0, 120 * 8],
    ]); // biome-ignore format: a line per layer
  expect(summary.parameters).toBe(51 + 32 + 80);
  expect(summary.trainableParameters).toBe(51 + 16 + 80);
  expect(summary.activationBytes).toBe(4 * 120 * (3 + 4 * 8));
});

test("layers that do not fit together are refused by their names", () => {
  const summarized =
    (...layers: Layer[]) =>
    () =>
      summarize(layers, [4, 4, 3]);
  expect(summarized(separable, add("separable_conv2d_1", "input"))).toThrow(
    "Layer add_1 adds up shapes that differ: 4 × 4 × 8, 4 × 4 × 3.",
  );
  expect(summarized(add("input", "separable_conv2d_1"), separable)).toThrow(
    "Layer add_1 reads separable_conv2d_1, which no layer before it computes.",
  );
  expect(summarized(normalize, normalize)).toThrow("Two layers are called batch_normalization_1.");
  expect(summarized({ ...normalize, name: "input" })).toThrow("Two layers are called input.");
});
