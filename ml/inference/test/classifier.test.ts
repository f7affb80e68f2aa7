import "@tensorflow/tfjs-backend-cpu";
import * as tf from "@tensorflow/tfjs-core";
import { expect, test } from "vitest";
import { initialWeights } from "../../architectures/initial-weights.ts";
import { Network } from "../../architectures/network.ts";
import { SAMPLE_INPUT, SAMPLE_LAYERS } from "../../architectures/test/sample-layers.ts";
import { Batcher } from "../../data/batches.ts";
import { uniforms } from "../../data/random.ts";
import { Classifier, type ClassifierModel } from "../classifier.ts";
import { encodeWeights } from "../weights-codec.ts";

const network = new Network(SAMPLE_LAYERS, SAMPLE_INPUT);
const parameters = initialWeights(network.weights, 1);
const bytes = encodeWeights(parameters);
const MODEL: ClassifierModel = {
  classes: ["a", "b", "c", "d"],
  input: { shape: [...SAMPLE_INPUT], mean: 0.4, std: 0.2 },
  layers: [...SAMPLE_LAYERS],
  weights: network.weights.map(({ name, shape }) => ({ name, shape, dtype: "float32" })),
};
const IMAGE_SIZE = 7 * 8 * 3;
/** More than one batch of pictures. */
const COUNT = 260;
const PICTURES = Uint8Array.from(uniforms({ seed: 2, purpose: "shuffle" }, COUNT * IMAGE_SIZE), (u) => 256 * u);

async function expectedProbabilities(): Promise<Float32Array> {
  const output = tf.tidy(() => {
    const all = Int32Array.from({ length: COUNT }, (_, i) => i);
    const x = new Batcher(SAMPLE_INPUT, MODEL.input).gather(PICTURES, all);
    return tf.softmax(network.logits(network.split(tf.tensor1d(parameters)), x));
  });
  const values = await output.data<"float32">();
  output.dispose();
  return values;
}

test("gives the network's probabilities, batch by batch, and frees all that it used", async () => {
  const before = tf.memory().numTensors;
  const classifier = new Classifier(MODEL, { weights: bytes });
  const built = tf.memory().numTensors;
  const probabilities = await classifier.classify(PICTURES, COUNT);
  expect(tf.memory().numTensors).toBe(built);
  expect(probabilities).toHaveLength(COUNT * 4);
  (await expectedProbabilities()).forEach((value, i) => {
    expect(probabilities[i]).toBeCloseTo(value, 6);
  });
  classifier.dispose();
  expect(tf.memory().numTensors).toBe(before);
});

test("the self-test tells the largest difference, and a NaN as NaN", async () => {
  const classifier = new Classifier(MODEL, { weights: bytes });
  const outputs = await classifier.classify(PICTURES, COUNT);
  expect(await classifier.selfTest(PICTURES, outputs)).toBe(0);
  const other = outputs.slice();
  other[5] = (other[5] ?? 0) + 0.25;
  other[9] = (other[9] ?? 0) - 0.125;
  expect(await classifier.selfTest(PICTURES, other)).toBeCloseTo(0.25, 6);
  other[3] = Number.NaN;
  expect(await classifier.selfTest(PICTURES, other)).toBeNaN();
  classifier.dispose();
});

test("weights and pictures that do not fit are refused", async () => {
  expect(() => new Classifier(MODEL, { weights: bytes.subarray(4) })).toThrow(/bytes; the network needs/);
  const renamed = MODEL.weights.map((weight, i) => (i === 0 ? { ...weight, name: "other/kernel" } : weight));
  expect(() => new Classifier({ ...MODEL, weights: renamed }, { weights: bytes })).toThrow("not those of its layers");
  const classifier = new Classifier(MODEL, { weights: bytes });
  await expect(classifier.classify(PICTURES, 1)).rejects.toThrow("are not 1 pictures");
  classifier.dispose();
});
