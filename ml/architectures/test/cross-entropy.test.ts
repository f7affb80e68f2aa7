import "@tensorflow/tfjs-backend-cpu";
import * as tf from "@tensorflow/tfjs-core";
import { expect, test } from "vitest";
import { crossEntropy } from "../cross-entropy.ts";

const labels = tf.tensor1d([1, 0], "int32");

test("is the mean of minus the logarithm of the true class's probability", () => {
  const logits = tf.tensor2d([[1, 2, 3], [0, 0, 0]]); // biome-ignore format: a matrix
  const first = -Math.log(Math.E ** 2 / (Math.E + Math.E ** 2 + Math.E ** 3));
  expect(crossEntropy(logits, labels).dataSync()[0]).toBeCloseTo((first + Math.log(3)) / 2, 6);
});

test("has softmax minus label, over the batch, as its gradient", () => {
  const logits = tf.tensor2d([[1, 2, 3], [-4, 0, 5]]); // biome-ignore format: a matrix
  const { grad } = tf.valueAndGrad((z) => crossEntropy(z as tf.Tensor2D, labels))(logits);
  const expected = tf.div(tf.sub(tf.softmax(logits), tf.oneHot(labels, 3)), 2).dataSync();
  grad.dataSync().forEach((value, i) => {
    expect(value).toBeCloseTo(expected[i] ?? 0, 6);
  });
});

test("stays finite where a probability rounds to zero", () => {
  const logits = tf.tensor2d([[500, -500, 0], [-500, 500, 0]]); // biome-ignore format: a matrix
  expect(crossEntropy(logits, labels).dataSync()[0]).toBeCloseTo(1000, 2);
});
