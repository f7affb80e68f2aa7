import "@tensorflow/tfjs";
import "@tensorflow/tfjs-backend-cpu";
import * as tf from "@tensorflow/tfjs-core";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { layerInputs, PICTURE } from "#domain/architectures/layer-inputs";
import { operationsOf, withoutClosingSoftmax } from "../../architectures/plan.ts";
import { referenceModel, setReferenceWeights } from "../../architectures/test/reference-model.ts";
import { SAMPLE_INPUT, SAMPLE_NETWORKS } from "../../architectures/test/sample-layers.ts";
import { ExampleReader } from "../../data/examples.ts";
import { dependingOn, gradientBy } from "../backward.ts";
import { averagePoolGradient, maxPoolGradient } from "../windows.ts";
import { openSample, samplePicture } from "./open-sample.ts";

beforeEach(async () => {
  await tf.setBackend("cpu");
  tf.engine().startScope();
});
afterEach(() => tf.engine().endScope());

const values = (tensor: tf.Tensor) => [...tensor.dataSync()];

function expectSame(by: string, actual: tf.Tensor, expected: tf.Tensor) {
  expect(actual.shape, by).toEqual(expected.shape);
  expect(Math.max(...values(tf.abs(expected))), by).toBeGreaterThan(1e-3);
  expect(Math.max(...values(tf.abs(tf.sub(actual, expected)))), by).toBeLessThan(1e-5);
}

describe.each(SAMPLE_NETWORKS)("of a network %s", (_, layers) => {
  test("the gradient of logits by each layer's output is that of tfjs' own layers", async () => {
    const { network, parameters } = openSample(layers, SAMPLE_INPUT);
    const weights = network.split(tf.tensor1d(parameters));
    const reader = new ExampleReader(SAMPLE_INPUT, { mean: 0.5, std: 0.25 });
    const pictures = await reader.gather(samplePicture(SAMPLE_INPUT), Int32Array.of(0));
    const { operations, output } = withoutClosingSoftmax(operationsOf(layers), layers.at(-1)?.name ?? "");
    const everything = operations.map((operation) => operation.output);
    const known = network.values(weights, pictures, everything);
    const weight = (name: string) => weights[network.weights.findIndex((spec) => spec.name === name)] as tf.Tensor;
    const model = referenceModel(layers, SAMPLE_INPUT);
    setReferenceWeights(model, network, weights);
    const inputs = layerInputs(layers);

    /** Logit 2 less logit 1, where something is added to what layer `by` answers. */
    const difference = (by: string) => (change: tf.Tensor) => {
      const answers = new Map<string, tf.Tensor>([[PICTURE, pictures]]);
      for (const [i, { name }] of layers.entries()) {
        const read = (inputs[i] ?? []).map((input) => answers.get(input) as tf.Tensor);
        const answer = model.getLayer(name).apply(read.length === 1 ? (read[0] as tf.Tensor) : read) as tf.Tensor;
        answers.set(name, name === by ? tf.add(answer, change) : answer);
      }
      const logarithms = tf.log(answers.get(layers.at(-1)?.name ?? "") as tf.Tensor);
      return tf.sum(tf.mul(logarithms, [0, -1, 1, 0]));
    };
    for (const { name: by, type } of layers.slice(0, -1)) {
      if (type === "Resizing") continue;
      const dy = tf.tensor2d([[0, -1, 1, 0]]);
      const after = dependingOn(operations, by);
      const actual = gradientBy({ operations: after, values: known, weight, of: output, dy, by });
      expectSame(by, actual, tf.grad(difference(by))(tf.zerosLike(known.get(by) as tf.Tensor)));
    }
    model.dispose();
  });
});

test("an average over a window that reaches over the edge gives its gradient to what lies within", () => {
  const x = tf.tensor4d([1, 2, 3, 4, 5, 6, 7, 8, 9], [1, 3, 3, 1]);
  const dy = tf.tensor4d([4, 2, 2, 1], [1, 2, 2, 1]);
  const gradient = averagePoolGradient(x, dy, { size: 2, strides: 2, padding: "same" });
  expect(values(gradient)).toEqual([1, 1, 1, 1, 1, 1, 1, 1, 1]);
});

test("of equal largest values the first one gets the gradient, negative ones too", () => {
  const x = tf.tensor4d([-2, -1, -1, -3, 0, 0, 0, 0], [1, 2, 4, 1]);
  const pool = { size: 2, strides: 2, padding: "same" } as const;
  const dy = tf.tensor4d([5, 7], [1, 1, 2, 1]);
  expect(values(maxPoolGradient(x, tf.maxPool(x, 2, 2, "same"), dy, pool))).toEqual([0, 0, 0, 0, 5, 0, 7, 0]);
  const below = tf.neg(tf.add(tf.square(x), 1)) as tf.Tensor4D;
  expect(values(maxPoolGradient(below, tf.maxPool(below, 2, 2, "same"), dy, pool))).toEqual([0, 0, 0, 0, 5, 0, 7, 0]);
});

test("what does not lead to the answer has no gradient", () => {
  const task = { operations: [], values: new Map(), weight: () => tf.scalar(1), of: "a", dy: tf.scalar(1), by: "b" };
  expect(() => gradientBy(task)).toThrow("a does not depend on b");
});
