import "@tensorflow/tfjs-backend-cpu";
import { model, type SymbolicTensor } from "@tensorflow/tfjs";
import * as tf from "@tensorflow/tfjs-core";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import type { Layer } from "#domain/architectures/layers";
import { layersOf } from "#domain/architectures/layers-of";
import { summarize } from "#domain/architectures/summary";
import { PRESET_IDS, presetSpec } from "#domain/experiments/presets";
import { uniforms } from "../../data/random.ts";
import { initialWeights } from "../initial-weights.ts";
import { Network } from "../network.ts";
import { PLAIN_PRIMITIVES } from "../primitives.ts";
import { referenceGradients, referenceModel, setReferenceWeights } from "./reference-model.ts";
import { SAMPLE_INPUT, SAMPLE_LAYERS, SAMPLE_NETWORKS } from "./sample-layers.ts";

let tensors = 0;
beforeEach(() => {
  tf.engine().startScope();
  tensors = tf.memory().numTensors;
});
afterEach(() => tf.engine().endScope());

const PICTURES = 6;

/** A network with pictures, and weights of both signs: biases start at zero, which would hide a missing one. */
function open(layers: readonly Layer[]) {
  const network = new Network(layers, SAMPLE_INPUT);
  const random = (purpose: "initial-weights" | "shuffle", size: number) => uniforms({ seed: 5, purpose }, size);
  const parameters = Float32Array.from(random("initial-weights", network.parameters), (u) => u - 0.5);
  const pictures = Float32Array.from(random("shuffle", PICTURES * 7 * 8 * 3), (u) => 4 * u - 2);
  const weights = network.split(tf.tensor1d(parameters)).map((weight, i) =>
    // A variance is positive.
    network.weights[i]?.name.endsWith("moving_variance") ? tf.square(weight) : weight,
  );
  return { network, weights, x: tf.tensor4d(pictures, [PICTURES, ...SAMPLE_INPUT]) };
}

const context = (step = 1) => ({ seed: 1, step, primitives: PLAIN_PRIMITIVES });

function largestDifference(actual: tf.Tensor, expected: tf.Tensor): number {
  expect(actual.shape).toEqual(expected.shape);
  return tf.max(tf.abs(tf.sub(actual, expected))).dataSync()[0] ?? Number.NaN;
}

describe.each(SAMPLE_NETWORKS)("a network %s", (_, layers) => {
  test("computes what tfjs' own layers compute", () => {
    const { network, x, weights } = open(layers);
    const reference = referenceModel(layers, SAMPLE_INPUT);
    setReferenceWeights(reference, network, weights);
    const expected = reference.predict(x) as tf.Tensor;
    expect(largestDifference(tf.softmax(network.logits(weights, x)), expected)).toBeLessThan(1e-6);
    reference.dispose();
  });

  test("shows what each layer answers, as tfjs' own layers do", () => {
    const { network, x, weights } = open(layers);
    const reference = referenceModel(layers, SAMPLE_INPUT);
    setReferenceWeights(reference, network, weights);
    const outputs = network.outputs(weights, x);
    expect(outputs).toHaveLength(layers.length);
    layers.forEach(({ name }, i) => {
      const ending = reference.getLayer(name).output as SymbolicTensor;
      const expected = model({ inputs: reference.inputs, outputs: ending }).predict(x) as tf.Tensor;
      expect(largestDifference(outputs[i] as tf.Tensor, expected)).toBeLessThan(1e-5);
    });
    reference.dispose();
  });

  test("leaves nothing behind but what it returns", () => {
    const { network, x, weights } = open(layers);
    const before = tf.memory().numTensors;
    tf.dispose(tf.tidy(() => network.logits(weights, x)));
    expect(tf.memory().numTensors).toBe(before);
    const { logits, averages } = tf.tidy(() => network.train(weights, x, context()));
    expect(tf.memory().numTensors).toBe(before + 1 + network.averages.length);
    tf.dispose([logits, ...averages]);
  });

  test("has the gradients of tfjs' own layers", () => {
    const headless = layers.slice(0, -1);
    const { network, x, weights } = open(headless);
    const reference = referenceModel(headless, SAMPLE_INPUT);
    setReferenceWeights(reference, network, weights);
    const trainable = weights.slice(0, network.trainableWeights.length);
    const averages = weights.slice(trainable.length);
    // With dropout the reference would draw its own masks; without it training differs in batch normalisation alone.
    const drops = headless.some(({ type }) => type === "Dropout");
    const ours = tf.valueAndGrads((...inputs) => {
      const all = [...inputs, ...averages];
      return tf.sum(tf.square(drops ? network.logits(all, x) : network.train(all, x, context()).logits));
    })(trainable);
    const theirs = referenceGradients(reference, network, () => {
      const y = reference.apply(x, { training: !drops }) as tf.Tensor;
      return tf.sum(tf.square(y)) as tf.Scalar;
    });
    expect(ours.grads).toHaveLength(theirs.length);
    ours.grads.forEach((gradient, i) => {
      const scale = tf.max(tf.abs(theirs[i] as tf.Tensor)).dataSync()[0] ?? Number.NaN;
      // The gradient of a weight that normalisation takes away again is all rounding.
      expect(largestDifference(gradient, theirs[i] as tf.Tensor)).toBeLessThan(1e-5 * Math.max(1, scale));
    });
    reference.dispose();
  });

  test("puts the weights that are trained first", () => {
    const { network } = open(layers);
    const trainable = network.weights.map((weight) => weight.trainable);
    expect(trainable).toEqual([...trainable].sort((a, b) => Number(b) - Number(a)));
    expect([...network.trainableWeights, ...network.averages]).toEqual(network.weights);
    const ofAverages = network.averages.reduce((total, { size }) => total + size, 0);
    expect(network.parameters).toBe(network.trainableParameters + ofAverages);
  });
});

test("cutting a network's weights leaves its vector alone", () => {
  const { network, x, weights } = open(SAMPLE_LAYERS);
  tf.dispose([x, ...weights]);
  expect(network.split(tf.tensor1d([]), [])).toEqual([]);
  // Only the vectors that were cut are left.
  expect(tf.memory().numTensors).toBe(tensors + 2);
});

test("a network drops in training only, by the masks of its layers and the step", async () => {
  const { network, x, weights } = open(SAMPLE_LAYERS);
  const run = (step: number) => network.train(weights, x, context(step)).logits.data();
  const first = await run(1);
  expect(await run(1)).toEqual(first);
  expect(await run(2)).not.toEqual(first);
  expect(await network.logits(weights, x).data()).not.toEqual(first);
});

describe("the summary of domain/", () => {
  const networks = [
    ...SAMPLE_NETWORKS.map(([name, layers]) => [name, layers, SAMPLE_INPUT] as const),
    ...PRESET_IDS.map((id) => [id, layersOf(presetSpec(id).architecture, 10), [32, 32, 3]] as const),
  ];

  test.each(networks)("has the shapes and parameters of the built model: %s", (_, layers, input) => {
    const reference = referenceModel(layers, input);
    const summary = summarize(layers, input);
    expect(summary.layers.map(({ output, parameters }) => ({ output, parameters }))).toEqual(
      layers.map(({ name }) => ({
        output: (reference.getLayer(name).outputShape as number[]).slice(1),
        parameters: reference.getLayer(name).countParams(),
      })),
    );
    expect(summary.parameters).toBe(reference.countParams());
    const trainable = reference.trainableWeights.reduce(
      (total, { shape }) => total + tf.util.sizeFromShape(shape as number[]),
      0,
    );
    expect(summary.trainableParameters).toBe(trainable);
    const built = new Network(layers, input);
    expect(built).toMatchObject({ parameters: summary.parameters, trainableParameters: trainable });
    for (const { name } of layers) {
      const shapes = built.weights.filter((weight) => weight.name.startsWith(`${name}/`)).map(({ shape }) => shape);
      expect(shapes).toEqual(
        reference
          .getLayer(name)
          .getWeights()
          .map(({ shape }) => shape),
      );
    }
    reference.dispose();
  });
});

describe("initial weights", () => {
  const trainable = true;
  const specs = [
    { name: "a/kernel", shape: [3, 3, 16, 32], size: 4608, initializer: "glorotUniform" as const, trainable },
    { name: "b/kernel", shape: [3, 3, 16, 32], size: 4608, initializer: "heNormal" as const, trainable },
    { name: "c/kernel", shape: [64, 72], size: 4608, initializer: "randomNormal" as const, trainable },
    { name: "c/bias", shape: [72], size: 72, initializer: "zeros" as const, trainable },
    { name: "d/gamma", shape: [72], size: 72, initializer: "ones" as const, trainable },
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
    expect(weights.subarray(-72).every((value) => value === 1)).toBe(true);
  });

  test("depend on the seed and on the weight's name", () => {
    expect(initialWeights(specs, 3)).toEqual(weights);
    expect(initialWeights(specs, 4)).not.toEqual(weights);
    const renamed = specs.map((spec) => ({ ...spec, name: `other/${spec.name}` }));
    expect(initialWeights(renamed, 3)).not.toEqual(weights);
  });
});
