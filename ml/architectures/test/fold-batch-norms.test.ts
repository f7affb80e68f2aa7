import "@tensorflow/tfjs-backend-cpu";
import * as tf from "@tensorflow/tfjs-core";
import { beforeAll, expect, test } from "vitest";
import type { ImageShape, Layer } from "#domain/architectures/layers";
import { uniforms } from "../../data/random.ts";
import { foldBatchNorms } from "../fold-batch-norms.ts";
import { Network } from "../network.ts";
import { BRANCHED_LAYERS, SAMPLE_INPUT, SAMPLE_LAYERS, STRIDED_LAYERS } from "./sample-layers.ts";

beforeAll(() => tf.setBackend("cpu"));

const INPUT: ImageShape = [5, 6, 3];
const convolution = { kernelSize: 3, padding: "same", activation: "linear" } as const;
const conv: Layer = {
  type: "Conv2D",
  name: "conv",
  ...convolution,
  filters: 4,
  useBias: false,
  kernelInitializer: "heNormal",
};
const depthwise: Layer = {
  type: "DepthwiseConv2D",
  name: "depthwise",
  ...convolution,
  useBias: true,
  depthwiseInitializer: "heNormal",
};
const separable: Layer = {
  type: "SeparableConv2D",
  name: "separable",
  ...convolution,
  filters: 4,
  useBias: true,
  depthwiseInitializer: "heNormal",
  pointwiseInitializer: "heNormal",
};
const norm = (name: string, ...inputs: string[]): Layer => ({
  type: "BatchNormalization",
  name,
  ...(inputs.length > 0 && { inputs }),
  momentum: 0.9,
  epsilon: 1e-3,
});
const relu = (name: string): Layer => ({ type: "Activation", name, activation: "relu" });

/** Weights of both signs, but for variances, which have none. */
function randomParameters(network: Network): Float32Array {
  const values = uniforms({ seed: 7, purpose: "initial-weights" }, network.parameters);
  let at = 0;
  return Float32Array.from(
    network.weights.flatMap(({ name, size }) => {
      const some = [...values.subarray(at, at + size)];
      at += size;
      return name.endsWith("/moving_variance") ? some.map((u) => u + 0.1) : some.map((u) => 2 * u - 1);
    }),
  );
}

function answers(layers: readonly Layer[], parameters: Float32Array, input: ImageShape): number[] {
  return tf.tidy(() => {
    const network = new Network(layers, input);
    const values = Float32Array.from(uniforms({ seed: 8, purpose: "shuffle" }, 2 * input[0] * input[1] * input[2]));
    const pictures = tf.tensor4d(values, [2, ...input]);
    return [...network.logits(network.split(tf.tensor1d(parameters)), pictures).dataSync()];
  });
}

/** Folds, compares what both answer, and tells which layers are left. */
function namesAfterFolding(layers: readonly Layer[], input = INPUT): string[] {
  const parameters = randomParameters(new Network(layers, input));
  const folded = foldBatchNorms({ layers, parameters }, input);
  const [before, after] = [answers(layers, parameters, input), answers(folded.layers, folded.parameters, input)];
  const scale = Math.max(...before.map(Math.abs));
  expect(after.length).toBe(before.length);
  expect(Math.max(...before.map((value, i) => Math.abs(value - (after[i] ?? Number.NaN)))) / scale).toBeLessThan(1e-5);
  return folded.layers.map(({ name }) => name);
}

test("batch normalisation becomes part of each type of layer that can take it, with and without a bias", () => {
  const dense: Layer = {
    type: "Dense",
    name: "dense",
    units: 3,
    activation: "linear",
    useBias: true,
    kernelInitializer: "heNormal",
  };
  expect(
    namesAfterFolding([
      conv, norm("n1"), relu("r1"), depthwise, norm("n2"), relu("r2"), separable, norm("n3"),
      { type: "Flatten", name: "flatten" }, dense, norm("n4"),
    ]), // biome-ignore format: a line per block
  ).toEqual(["conv", "r1", "depthwise", "r2", "separable", "flatten", "dense"]);
});

test("networks with branches, strides and without batch normalisation answer as before", () => {
  expect(namesAfterFolding(SAMPLE_LAYERS, SAMPLE_INPUT)).toEqual(SAMPLE_LAYERS.map(({ name }) => name));
  for (const layers of [BRANCHED_LAYERS, STRIDED_LAYERS]) {
    const left = namesAfterFolding(layers, SAMPLE_INPUT);
    expect(left.filter((name) => name.startsWith("batch_normalization"))).toEqual([]);
  }
});

test("it stays where something else reads the layer, the layer is activated, or there is none", () => {
  const add: Layer = { type: "Add", name: "add", inputs: ["conv", "n1"] };
  expect(namesAfterFolding([conv, norm("n1"), add])).toEqual(["conv", "n1", "add"]);
  expect(namesAfterFolding([{ ...conv, activation: "relu" } as Layer, norm("n1")])).toEqual(["conv", "n1"]);
  expect(namesAfterFolding([norm("n1"), conv])).toEqual(["n1", "conv"]);
});

test("readers of a batch normalisation that stood elsewhere read the layer that took it", () => {
  const other: Layer = { ...conv, name: "other", inputs: ["input"] } as Layer;
  const layers: Layer[] = [conv, other, norm("n1", "conv"), { type: "Add", name: "add", inputs: ["n1", "other"] }];
  expect(namesAfterFolding(layers)).toEqual(["other", "conv", "add"]);
  expect(namesAfterFolding([conv, other, norm("n2"), norm("n1", "conv")])).toEqual(["other", "conv"]);
});
