// The whole package, because only that registers the gradients of all operations.
import "@tensorflow/tfjs";
import * as tf from "@tensorflow/tfjs-core";
import { expect, test } from "vitest";
import { Network } from "#ml/architectures/network";
import { PLAIN_PRIMITIVES } from "#ml/architectures/primitives";
import { BRANCHED_LAYERS, SAMPLE_INPUT } from "#ml/architectures/test/sample-layers";
import { uniforms } from "#ml/data/random";
import { openEngine } from "../open-engine.ts";

const random = (purpose: "initial-weights" | "shuffle", size: number) =>
  Float32Array.from(uniforms({ seed: 4, purpose }, size), (u) => 2 * u - 1);

test.each([1, 2, 3, 4])("with a window of %d are what plain JavaScript computes", async (size) => {
  const compute = async (backend: "cpu" | "wasm") => {
    if (backend === "wasm") await openEngine({ preference: "wasm" });
    else await tf.setBackend("cpu");
    const x = tf.tensor4d(random("shuffle", 2 * 5 * 6 * 3), [2, 5, 6, 3]);
    const filter = tf.tensor4d(random("initial-weights", size * size * 3), [size, size, 3, 1]);
    const before = tf.memory().numTensors;
    const gradients = tf.grads((input, kernel) =>
      tf.square(tf.depthwiseConv2d(input as tf.Tensor4D, kernel as tf.Tensor4D, 1, "same")),
    )([x, filter]);
    expect(tf.memory().numTensors).toBe(before + 2);
    return Promise.all(gradients.map(async (gradient) => (await gradient.data()).slice()));
  };
  const expected = await compute("cpu");
  const actual = await compute("wasm");
  actual.forEach((gradient, i) => {
    gradient.forEach((value, j) => {
      expect(value).toBeCloseTo(expected[i]?.[j] ?? Number.NaN, 4);
    });
  });
});

test("a network with branches trains and answers alike", async () => {
  const compute = () => {
    const network = new Network(BRANCHED_LAYERS, SAMPLE_INPUT);
    const pictures = tf.tensor4d(random("shuffle", 6 * 7 * 8 * 3), [6, ...SAMPLE_INPUT]);
    const weights = network
      .split(tf.tensor1d(random("initial-weights", network.parameters)))
      .map((weight, i) => (network.weights[i]?.name.endsWith("moving_variance") ? tf.square(weight) : weight));
    const trainable = weights.slice(0, network.trainableWeights.length);
    const labels = tf.tensor1d([0, 1, 2, 3, 0, 1], "int32");
    let averages: number[][] = [];
    const { value, grads } = tf.valueAndGrads((...inputs) => {
      const all = [...inputs, ...weights.slice(trainable.length)];
      const result = network.train(all, pictures, { seed: 1, step: 1, primitives: PLAIN_PRIMITIVES });
      averages = result.averages.map((average) => [...average.dataSync()]);
      return PLAIN_PRIMITIVES.crossEntropy(result.logits, labels);
    })(trainable);
    const answers = network.logits(weights, pictures);
    return [...averages, ...[answers, value, ...grads].map((tensor) => [...tensor.dataSync()])];
  };
  await tf.setBackend("cpu");
  const expected = compute();
  await openEngine({ preference: "wasm" });
  const actual = compute();
  actual.forEach((values, i) => {
    values.forEach((value, j) => {
      expect(value).toBeCloseTo(expected[i]?.[j] ?? Number.NaN, 5);
    });
  });
});
