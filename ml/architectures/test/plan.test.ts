import { expect, test } from "vitest";
import type { Layer } from "#domain/architectures/layers";
import { plan } from "../plan.ts";
import { BRANCHED_LAYERS, SAMPLE_LAYERS } from "./sample-layers.ts";

const opsOf = (layers: readonly Layer[]) => plan(layers).operations.map(({ op }) => op);

test("max pooling joins bias and rectifier, moves ahead of other activations, and a closing softmax is left out", () => {
  expect(opsOf(SAMPLE_LAYERS)).toEqual([
    "convolve", "activatedMaxPool", "dropout",
    "convolve", "add", "activate", "averagePool",
    "convolve", "activatedMaxPool", "activate", "flatten",
    "multiply", "add", "activate", "dropout",
    "multiply", "add",
  ]); // biome-ignore format: a line per block
});

test("max pooling stays behind dropout, which is not the same for each value", () => {
  const [, , pool, dropout] = SAMPLE_LAYERS;
  if (!pool || !dropout) throw new Error("The sample has changed.");
  expect(opsOf([dropout, pool])).toEqual(["dropout", "maxPool"]);
});

test("max pooling stays behind sums, batch normalisation, and what something else reads as well", () => {
  expect(opsOf(BRANCHED_LAYERS)).toEqual([
    "convolveDepthwise", "convolve", "normalize", "convolve", "sum", "activatedMaxPool",
    "convolveDepthwise", "add", "activate", "sum", "leakyRelu", "maxPool", "averagePool", "sum",
    "flatten", "multiply", "normalize", "activate",
    "multiply", "add",
  ]); // biome-ignore format: a line per block
  const normalize: Layer = { type: "BatchNormalization", name: "batch_normalization_1", momentum: 0.99, epsilon: 1e-3 };
  const pool: Layer = { type: "MaxPooling2D", name: "max_pooling2d_1", poolSize: 2, padding: "same" };
  expect(opsOf([normalize, pool])).toEqual(["normalize", "maxPool"]);
});

test("each operation reads what an operation before it, or the picture, provides", () => {
  for (const layers of [SAMPLE_LAYERS, BRANCHED_LAYERS]) {
    const { operations, output } = plan(layers);
    const known = new Set(["input"]);
    for (const operation of operations) {
      expect(operation.inputs.filter((name) => !known.has(name))).toEqual([]);
      expect(known).not.toContain(operation.output);
      known.add(operation.output);
    }
    expect(known).toContain(output);
  }
});

test("a softmax that something else reads as well is no closing one", () => {
  const softmax: Layer = { type: "Activation", name: "activation_1", activation: "softmax" };
  const flatten: Layer = { type: "Flatten", name: "flatten_1", inputs: ["activation_1"] };
  expect(plan([softmax])).toEqual({ operations: [], output: "input" });
  expect(opsOf([softmax, flatten])).toEqual(["activate", "flatten"]);
});
