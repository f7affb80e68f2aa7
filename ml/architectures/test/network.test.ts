import "@tensorflow/tfjs-backend-cpu";
import * as tf from "@tensorflow/tfjs-core";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { layersOf } from "#domain/architectures/layers";
import { summarize } from "#domain/architectures/summary";
import { PRESET_IDS, presetSpec } from "#domain/experiments/presets";
import { uniforms } from "../../data/random.ts";
import { drawDropoutMask } from "../dropout-masks.ts";
import { initialWeights } from "../initial-weights.ts";
import { Network } from "../network.ts";
import { referenceModel } from "./reference-model.ts";
import { SAMPLE_INPUT, SAMPLE_LAYERS } from "./sample-layers.ts";

const network = new Network(SAMPLE_LAYERS, SAMPLE_INPUT);
// Biases start at zero, which would hide a missing one: here every weight has a value.
const parameters = Float32Array.from(
  uniforms({ seed: 5, purpose: "initial-weights" }, network.parameters),
  (u) => u - 0.5,
);
const pictures = Float32Array.from(uniforms({ seed: 6, purpose: "shuffle" }, 3 * 7 * 8 * 3), (u) => 4 * u - 2);

let tensors = 0;
beforeEach(() => {
  tf.engine().startScope();
  tensors = tf.memory().numTensors;
});
afterEach(() => tf.engine().endScope());

const open = () => ({
  x: tf.tensor4d(pictures, [3, ...SAMPLE_INPUT]),
  weights: network.split(tf.tensor1d(parameters)),
});

describe("a network", () => {
  test("computes what tfjs' own layers compute", async () => {
    const { x, weights } = open();
    const reference = referenceModel(SAMPLE_LAYERS, SAMPLE_INPUT);
    reference.setWeights(weights);
    const expected = await (reference.predict(x) as tf.Tensor).data();
    const actual = await tf.softmax(network.logits(weights, x)).data();
    expected.forEach((value, i) => {
      expect(actual[i]).toBeCloseTo(value, 6);
    });
    reference.dispose();
  });

  test("leaves nothing behind but what it returns", () => {
    const { x, weights } = open();
    const before = tf.memory().numTensors;
    tf.dispose(tf.tidy(() => network.logits(weights, x)));
    expect(tf.memory().numTensors).toBe(before);
    tf.dispose([x, ...weights]);
    // Only the vector that `split` cut is left.
    expect(tf.memory().numTensors).toBe(tensors + 1);
  });

  test("has the gradients of tfjs' own layers", () => {
    const { x, weights } = open();
    const reference = referenceModel(SAMPLE_LAYERS.slice(0, -1), SAMPLE_INPUT);
    const headless = new Network(SAMPLE_LAYERS.slice(0, -1), SAMPLE_INPUT);
    const trainable = weights.slice(0, -2);
    reference.setWeights(trainable);
    const ours = tf.valueAndGrads((...inputs) => tf.sum(tf.square(headless.logits(inputs, x))))(trainable);
    const theirs = tf.variableGrads(() => tf.sum(tf.square(reference.apply(x) as tf.Tensor)) as tf.Scalar);
    const theirGradients = reference.trainableWeights.map(
      ({ originalName, name }) => theirs.grads[originalName] ?? theirs.grads[name],
    );
    ours.grads.forEach((gradient, i) => {
      const difference = tf.max(tf.abs(tf.sub(gradient, theirGradients[i] as tf.Tensor))).dataSync()[0];
      expect(difference).toBeLessThan(1e-5);
    });
    reference.dispose();
  });

  test("drops in training only, by the masks of its layers and the step", async () => {
    const { x, weights } = open();
    const run = (step: number) => network.logits(weights, x, { seed: 1, step, masks: drawDropoutMask }).data();
    const first = await run(1);
    expect(await run(1)).toEqual(first);
    expect(await run(2)).not.toEqual(first);
    expect(await network.logits(weights, x).data()).not.toEqual(first);
  });
});

describe("the summary of domain/", () => {
  const networks = [
    ["every type of layer", SAMPLE_LAYERS, SAMPLE_INPUT] as const,
    ...PRESET_IDS.map((id) => [id, layersOf(presetSpec(id).architecture, 10), [32, 32, 3]] as const),
  ];

  test.each(networks)("has the shapes and parameters of the built model: %s", (_, layers, input) => {
    const reference = referenceModel(layers, [input[0], input[1], input[2]]);
    const summary = summarize(layers, [input[0], input[1], input[2]]);
    expect(summary.layers.map(({ output, parameters }) => ({ output, parameters }))).toEqual(
      reference.layers.map((layer) => ({
        output: (layer.outputShape as number[]).slice(1),
        parameters: layer.countParams(),
      })),
    );
    expect(summary.parameters).toBe(reference.countParams());
    const built = new Network(layers, [input[0], input[1], input[2]]);
    expect(built.parameters).toBe(summary.parameters);
    expect(built.weights.map(({ shape }) => shape)).toEqual(reference.getWeights().map(({ shape }) => shape));
    reference.dispose();
  });
});

describe("initial weights", () => {
  const specs = [
    { name: "a/kernel", shape: [3, 3, 16, 32], size: 4608, initializer: "glorotUniform" as const },
    { name: "b/kernel", shape: [3, 3, 16, 32], size: 4608, initializer: "heNormal" as const },
    { name: "c/kernel", shape: [64, 72], size: 4608, initializer: "randomNormal" as const },
    { name: "c/bias", shape: [72], size: 72, initializer: "zeros" as const },
  ];
  const weights = initialWeights(specs, 3);
  const part = (i: number) => weights.subarray(i * 4608, i * 4608 + (specs[i]?.size ?? 0));
  const deviation = (values: Float32Array) => Math.sqrt(values.reduce((sum, v) => sum + v * v, 0) / values.length);

  test("have the distributions of Keras' initialisers", () => {
    const limit = Math.sqrt(6 / (9 * 16 + 9 * 32));
    expect(Math.max(...part(0).map(Math.abs))).toBeLessThanOrEqual(limit);
    expect(deviation(part(0)) / (limit / Math.sqrt(3))).toBeCloseTo(1, 1);
    const he = Math.sqrt(2 / (9 * 16));
    expect(deviation(part(1)) / he).toBeCloseTo(1, 1);
    expect(Math.max(...part(1).map(Math.abs))).toBeLessThanOrEqual((2 * he) / 0.8796);
    expect(deviation(part(2)) / 0.05).toBeCloseTo(1, 1);
    expect(part(3).every((value) => value === 0)).toBe(true);
  });

  test("depend on the seed and on the weight's name", () => {
    expect(initialWeights(specs, 3)).toEqual(weights);
    expect(initialWeights(specs, 4)).not.toEqual(weights);
    const renamed = specs.map((spec) => ({ ...spec, name: `other/${spec.name}` }));
    expect(initialWeights(renamed, 3)).not.toEqual(weights);
  });
});
