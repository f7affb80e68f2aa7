import { expect, test } from "vitest";
import { presetSpec } from "../../experiments/presets.ts";
import { convolutionOutputs } from "../convolution-outputs.ts";
import { layersOf } from "../layers-of.ts";

const outputsOf = (preset: Parameters<typeof presetSpec>[0]) =>
  convolutionOutputs(layersOf(presetSpec(preset).architecture, 10), [32, 32, 3]);

test("convolutions are looked at after their activation", () => {
  expect(outputsOf("deeper")).toEqual([
    { convolution: "conv2d_1", output: "leaky_relu_1", height: 32, width: 32, channels: 32 },
    { convolution: "conv2d_2", output: "leaky_relu_2", height: 16, width: 16, channels: 64 },
  ]);
});

test("the last one of a backbone is the one before its average", () => {
  expect(outputsOf("pretrained-lite").at(-1)).toMatchObject({ height: 7, width: 7, channels: 1280 });
});

test("a network without convolutions has none", () => {
  expect(convolutionOutputs([{ type: "Flatten", name: "flatten_1" }], [32, 32, 3])).toEqual([]);
});
