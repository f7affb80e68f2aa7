import { expect, test } from "vitest";
import { presetSpec } from "../../experiments/presets.ts";
import { layersOf } from "../layers-of.ts";
import { penultimateLayer } from "../penultimate-layer.ts";

test.each([
  ["scratch", "dense_1"],
  ["deeper", "leaky_relu_3"],
  ["pretrained-gap", "flatten_1"],
  ["pretrained-lite", "dense_1"],
] as const)("in %s it is %s: what the classes are made of, without dropout", (preset, name) => {
  expect(penultimateLayer(layersOf(presetSpec(preset).architecture, 10))).toBe(name);
});

test("a network without dense layers, or with nothing before the first, has none", () => {
  expect(penultimateLayer([{ type: "Flatten", name: "flatten_1" }])).toBeNull();
  const dense = { units: 2, activation: "softmax", useBias: true, kernelInitializer: "glorotUniform" } as const;
  expect(penultimateLayer([{ type: "Dense", name: "dense_1", ...dense }])).toBeNull();
});
