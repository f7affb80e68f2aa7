import "@tensorflow/tfjs-backend-cpu";
import * as tf from "@tensorflow/tfjs-core";
import { beforeAll, expect, test } from "vitest";
import type { Layer } from "#domain/architectures/layers";
import { Classifier } from "#ml/inference/classifier";
import { explain } from "../explain.ts";
import type { Question } from "../explain-messages.ts";
import type { IndexedPictures } from "../fetch-neighbours.ts";
import type { RunnableModel } from "../served-model.ts";

beforeAll(() => tf.setBackend("cpu"));

const LAYERS: Layer[] = [
  {
    type: "Conv2D",
    name: "conv2d_1",
    filters: 1,
    kernelSize: 1,
    padding: "same",
    activation: "linear",
    useBias: false,
    kernelInitializer: "glorotUniform",
  },
  { type: "Flatten", name: "flatten_1" },
  {
    type: "Dense",
    name: "dense_1",
    units: 2,
    activation: "softmax",
    useBias: false,
    kernelInitializer: "glorotUniform",
  },
];

const files = (...weights: number[]): RunnableModel => ({
  manifest: {
    classes: ["dark", "light"],
    input: { shape: [2, 2, 1], mean: 0, std: 1 },
    layers: LAYERS,
    weights: [
      { name: "conv2d_1/kernel", shape: [1, 1, 1, 1], dtype: "float32" },
      { name: "dense_1/kernel", shape: [4, 2], dtype: "float32" },
    ],
  },
  weights: new Uint8Array(Float32Array.of(...weights).buffer),
  goldenInputs: new Uint8Array(),
  goldenOutputs: new Float32Array(),
});
const MODEL = files(2, 0, 1, 0, 1, 0, 1, 0, 1);
const PIXELS = Uint8Array.of(0, 255, 0, 0);

function ask(question: Question, { model = MODEL, pixels = PIXELS, neighbours = null as IndexedPictures | null } = {}) {
  const classifier = new Classifier(model.manifest, model);
  return explain({
    question,
    pixels,
    manifest: model.manifest,
    inspect: (work) => work(model),
    classify: (pictures, count) => classifier.classify(pictures, count),
    neighbours: async () => neighbours,
    onProgress: async () => {},
  }).finally(() => classifier.dispose());
}

test("answers each kind of question, and keeps nothing", async () => {
  const before = tf.memory().numTensors;
  expect(await ask({ kind: "gradCam", classIndex: 1, layer: "conv2d_1" })).toMatchObject({
    map: Float32Array.of(0, 2, 0, 0),
  });
  expect(await ask({ kind: "layer", layer: "conv2d_1" })).toMatchObject({
    values: Float32Array.of(0, 2, 0, 0),
    channels: 1,
  });
  expect(await ask({ kind: "filter", layer: "conv2d_1", filter: 0 })).toMatchObject({
    weights: { values: Float32Array.of(2) },
  });
  const index = {
    images: Uint32Array.of(7, 9),
    labels: Uint8Array.of(0, 1),
    values: 4,
    vectors: Int8Array.of(0, 0, 127, 0, 0, 127, 127, 0),
    projection: null,
  };
  const alike = await ask({ kind: "neighbours", count: 5 }, { neighbours: { layer: "flatten_1", index } });
  expect(alike).toEqual({
    kind: "neighbours",
    neighbours: [
      { image: 9, label: 1, similarity: expect.closeTo(Math.SQRT1_2, 6) },
      { image: 7, label: 0, similarity: 0 },
    ],
  });
  const hidden = await ask({ kind: "occlusion", classIndex: 1, size: 1, stride: 1 });
  expect(hidden).toMatchObject({ rows: 2, columns: 2 });
  // Light is lost where the one bright pixel is hidden by grey, and won where a dark one is.
  expect(hidden.kind === "occlusion" && [...hidden.drops].map(Math.sign)).toEqual([-1, 1, -1, -1]);
  expect(tf.memory().numTensors).toBe(before);
});

test.each<[Question, string]>([
  [{ kind: "gradCam", classIndex: 2, layer: "conv2d_1" }, "2 classes, none with the number 2"],
  [{ kind: "gradCam", classIndex: 0.5, layer: "conv2d_1" }, "none with the number 0.5"],
  [{ kind: "gradCam", classIndex: 0, layer: "dense_1" }, "Choose a convolution"],
  [{ kind: "layer", layer: "conv2d_9" }, "no layer called conv2d_9"],
  [{ kind: "filter", layer: "conv2d_1", filter: 1 }, "1 channels, none with the number 1"],
  [{ kind: "filter", layer: "conv2d_1", filter: -1 }, "none with the number -1"],
  [{ kind: "occlusion", classIndex: 0, size: 3, stride: 1 }, "from 1 to 2 pixels, not 3"],
  [{ kind: "neighbours", count: 5 }, "without training pictures to compare with"],
])("%j is refused", async (question, message) => {
  await expect(ask(question)).rejects.toThrow(message);
});

test("a picture of another size and answers that are not numbers are refused", async () => {
  await expect(ask({ kind: "layer", layer: "conv2d_1" }, { pixels: new Uint8Array(3) })).rejects.toThrow(
    "3 values; the network takes 4",
  );
  const broken = files(Number.NaN, 0, 1, 0, 1, 0, 1, 0, 1);
  await expect(ask({ kind: "layer", layer: "conv2d_1" }, { model: broken })).rejects.toThrow("not a number");
});
