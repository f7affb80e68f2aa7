import { expect, test } from "vitest";
import type { Architecture } from "../blocks.ts";
import { layer, layersOf } from "../layers.ts";

const ARCHITECTURE: Architecture = {
  blocks: [
    { kind: "conv", filters: 4, kernel: 5, activation: "leakyRelu", pool: "max", dropout: 0.1, kernelInitializer: "heNormal" },
    { kind: "conv", filters: 8, kernel: 3, activation: "elu", pool: "average", dropout: 0, kernelInitializer: "glorotUniform" },
    { kind: "dense", units: 9, activation: "leakyRelu", dropout: 0.2, kernelInitializer: "randomNormal" },
    { kind: "dense", units: 7, activation: "tanh", dropout: 0, kernelInitializer: "glorotUniform" },
  ],
  head: { kernelInitializer: "randomNormal" },
}; // biome-ignore format: a line per block

test("blocks become layers in Keras' order, numbered per type, flattened once", () => {
  const layers = layersOf(ARCHITECTURE, 3);
  expect(layers.map(({ name }) => name)).toEqual([
    "conv2d_1", "leaky_relu_1", "max_pooling2d_1", "dropout_1",
    "conv2d_2", "average_pooling2d_1",
    "flatten_1", "dense_1", "leaky_relu_2", "dropout_2",
    "dense_2", "dense_3",
  ]); // biome-ignore format: a line per block
  expect(layers.at(-1)).toEqual({
    type: "Dense",
    name: "dense_3",
    units: 3,
    activation: "softmax",
    kernelInitializer: "randomNormal",
  });
  for (const one of layers) expect(layer.parse(one)).toEqual(one);
});

test("a network without blocks is a softmax of the flattened picture", () => {
  const layers = layersOf({ blocks: [], head: { kernelInitializer: "glorotUniform" } }, 10);
  expect(layers.map(({ type }) => type)).toEqual(["Flatten", "Dense"]);
});
