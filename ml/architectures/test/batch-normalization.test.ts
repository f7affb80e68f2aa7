import "@tensorflow/tfjs-backend-cpu";
import * as tf from "@tensorflow/tfjs-core";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import type { ImageShape, Layer } from "#domain/architectures/layers";
import { batchNormalize } from "../batch-normalize.ts";
import { Network } from "../network.ts";
import { PLAIN_PRIMITIVES } from "../primitives.ts";
import fixture from "./fixtures/batch-normalization.json" with { type: "json" };

let tensors = 0;
beforeEach(() => {
  tensors = tf.memory().numTensors;
});
afterEach(() => expect(tf.memory().numTensors).toBe(tensors));

const expectClose = (actual: tf.Tensor, expected: readonly number[], digits = 5) => {
  const values = actual.dataSync();
  expect(values.length).toBe(expected.length);
  expected.forEach((value, i) => {
    expect(values[i]).toBeCloseTo(value, digits);
  });
};

const { momentum, epsilon } = fixture;
const image: ImageShape = [fixture.shape[0] ?? 0, fixture.shape[1] ?? 0, fixture.shape[2] ?? 0];
const pictures = (values: readonly number[]) => tf.tensor4d([...values], [values.length / 12, ...image]);

describe("a batch is normalised as Keras does", () => {
  test.each(fixture.steps)("$count at a time, gradients included", (step) => {
    tf.tidy(() => {
      const [gamma, beta] = [tf.tensor1d(fixture.gamma), tf.tensor1d(fixture.beta)];
      const x = pictures(step.x);
      expectClose(batchNormalize(x, gamma, beta, epsilon).y, step.y);
      const gradients = tf.grads(
        (...[x, gamma, beta]) => batchNormalize(x as tf.Tensor, gamma as tf.Tensor, beta as tf.Tensor, epsilon).y,
      )([x, gamma, beta], pictures(step.dy));
      expectClose(gradients[0] as tf.Tensor, step.gradients.x);
      expectClose(gradients[1] as tf.Tensor, step.gradients.gamma);
      expectClose(gradients[2] as tf.Tensor, step.gradients.beta);
    });
  });

  test("by the network, whose averages follow and are what it answers by", () => {
    const layers: Layer[] = [{ type: "BatchNormalization", name: "batch_normalization_1", momentum, epsilon }];
    const network = new Network(layers, image);
    tf.tidy(() => {
      const trainable = [tf.tensor1d(fixture.gamma), tf.tensor1d(fixture.beta)];
      let averages: tf.Tensor[] = [tf.tensor1d(fixture.movingMean), tf.tensor1d(fixture.movingVariance)];
      for (const [i, step] of fixture.steps.entries()) {
        const context = { seed: 1, step: i + 1, primitives: PLAIN_PRIMITIVES };
        const result = network.train([...trainable, ...averages], pictures(step.x), context);
        expectClose(result.logits, step.y);
        averages = result.averages;
        expectClose(averages[0] as tf.Tensor, step.movingMean);
        expectClose(averages[1] as tf.Tensor, step.movingVariance);
      }
      expectClose(network.logits([...trainable, ...averages], pictures(fixture.inference.x)), fixture.inference.y);
    });
  });

  test("values without a picture's axes, too: mean 2 and 4, variance 1 and 4 over the count", () => {
    tf.tidy(() => {
      const x = tf.tensor2d([[1, 2], [3, 6]]); // biome-ignore format: a matrix
      const { y, mean, variance } = batchNormalize(x, tf.tensor1d([1, 2]), tf.tensor1d([0, 5]), 0);
      expectClose(mean, [2, 4]);
      expectClose(variance, [1, 4]);
      expectClose(y, [-1, 3, 1, 7]);
    });
  });
});
