import { describe, expect, test } from "vitest";
import { architecture } from "../blocks.ts";
import { type Layer, layer } from "../layers.ts";
import { layersOf } from "../layers-of.ts";

const ARCHITECTURE = architecture.parse({
  blocks: [
    { kind: "conv", filters: 4, kernel: 5, activation: "leakyRelu", pool: "max", dropout: 0.1, kernelInitializer: "heNormal" },
    { kind: "conv", filters: 8, kernel: 3, activation: "elu", pool: "average", dropout: 0, kernelInitializer: "glorotUniform" },
    { kind: "dense", units: 9, activation: "leakyRelu", dropout: 0.2, kernelInitializer: "randomNormal" },
    { kind: "dense", units: 7, activation: "tanh", dropout: 0, kernelInitializer: "glorotUniform" },
  ],
  head: { kernelInitializer: "randomNormal" },
}); // biome-ignore format: a line per block

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
    useBias: true,
    kernelInitializer: "randomNormal",
  });
  for (const one of layers) expect(layer.parse(one)).toEqual(one);
});

test("layers of old manifests have a bias", () => {
  const old = { type: "Dense", name: "dense_1", units: 2, activation: "linear", kernelInitializer: "heNormal" };
  expect(layer.parse(old)).toEqual({ ...old, useBias: true });
});

describe("blocks with batch normalisation, separable and residual", () => {
  const conv = {
    kind: "conv",
    kernel: 3,
    filters: 8,
    activation: "relu",
    pool: "max",
    dropout: 0.1,
    kernelInitializer: "heNormal",
  } as const;
  const dense = { kind: "dense", units: 5, activation: "tanh", dropout: 0, kernelInitializer: "heNormal" } as const;
  const expand = (...blocks: object[]) =>
    layersOf(architecture.parse({ blocks, head: { kernelInitializer: "heNormal" } }), 3);
  const named = (layers: readonly Layer[], name: string) => layers.find((one) => one.name === name);

  test("are normalised before the activation, without a bias that would be normalised away", () => {
    const layers = expand({ ...conv, batchNorm: true, convolution: "separable" }, { ...dense, batchNorm: true });
    expect(layers.map(({ name }) => name)).toEqual([
      "separable_conv2d_1", "batch_normalization_1", "activation_1", "max_pooling2d_1", "dropout_1",
      "flatten_1", "dense_1", "batch_normalization_2", "activation_2",
      "dense_2",
    ]); // biome-ignore format: a line per block
    expect(named(layers, "separable_conv2d_1")).toMatchObject({ activation: "linear", useBias: false });
    expect(named(layers, "batch_normalization_1")).toMatchObject({ momentum: 0.99, epsilon: 1e-3 });
    expect(named(layers, "dense_1")).toMatchObject({ activation: "linear", useBias: false });
    expect(named(layers, "activation_2")).toMatchObject({ activation: "tanh" });
    expect(named(layers, "dense_2")).toMatchObject({ useBias: true });
    for (const one of layers) expect(layer.parse(one)).toEqual(one);
  });

  test("add what they read, brought to their channels where these differ", () => {
    const residual = { ...conv, residual: true, activation: "leakyRelu" };
    const layers = expand(residual, { ...residual, pool: "none" }, { ...residual, filters: 16, batchNorm: true });
    expect(layers.map(({ name }) => name)).toEqual([
      "conv2d_1", "shortcut_1", "add_1", "leaky_relu_1", "max_pooling2d_1", "dropout_1",
      "conv2d_2", "add_2", "leaky_relu_2", "dropout_2",
      "conv2d_3", "batch_normalization_1", "shortcut_2", "add_3", "leaky_relu_3", "max_pooling2d_2", "dropout_3",
      "flatten_1", "dense_1",
    ]); // biome-ignore format: a line per block
    const reads = Object.fromEntries(layers.flatMap(({ name, inputs }) => (inputs ? [[name, inputs]] : [])));
    expect(reads).toEqual({
      shortcut_1: ["input"],
      add_1: ["conv2d_1", "shortcut_1"],
      add_2: ["conv2d_2", "dropout_1"],
      shortcut_2: ["dropout_2"],
      add_3: ["batch_normalization_1", "shortcut_2"],
    });
    expect(named(layers, "shortcut_2")).toMatchObject({ filters: 16, kernelSize: 1, useBias: false });
    expect(named(layers, "conv2d_2")).toMatchObject({ activation: "linear", useBias: true });
    for (const one of layers) expect(layer.parse(one)).toEqual(one);
  });

  test("a linear activation needs no layer", () => {
    const layers = expand({ ...conv, batchNorm: true, activation: "linear", pool: "none", dropout: 0 });
    expect(layers.map(({ type }) => type)).toEqual(["Conv2D", "BatchNormalization", "Flatten", "Dense"]);
  });
});

test("a network without blocks is a softmax of the flattened picture", () => {
  const layers = layersOf({ backbone: null, blocks: [], head: { kernelInitializer: "glorotUniform" } }, 10);
  expect(layers.map(({ type }) => type)).toEqual(["Flatten", "Dense"]);
});
