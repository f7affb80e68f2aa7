import "@tensorflow/tfjs-backend-cpu";
import * as tf from "@tensorflow/tfjs-core";
import { beforeAll, expect, test } from "vitest";
import type { Layer } from "#domain/architectures/layers";
import { Network } from "../../architectures/network.ts";
import { gradCam } from "../grad-cam.ts";

beforeAll(() => tf.setBackend("cpu"));

/** Two maps, the picture and its negative, and a dense layer that weighs each of their places for two classes. */
const LAYERS: readonly Layer[] = [
  {
    type: "Conv2D",
    name: "conv2d_1",
    filters: 2,
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
const network = new Network(LAYERS, [2, 2, 1]);
/** Of class 0 for the places of the picture: mean 2.5; of its negative: mean -0.5. Of class 1 the opposite. */
const FOR_PICTURE = [1, 2, 3, 4];
const FOR_NEGATIVE = [0, 0, 0, -2];
const dense = FOR_PICTURE.flatMap((weight, place) => {
  const negative = FOR_NEGATIVE[place] ?? 0;
  return [weight, -weight, negative, -negative];
});
const task = {
  network,
  parameters: Float32Array.of(1, -1, ...dense),
  standardisation: { mean: 0, std: 1 },
  picture: Uint8Array.of(0, 255, 255, 0),
  layer: "conv2d_1",
};

test("each map counts by the mean of its gradient, and what is positive of the sum is shown", async () => {
  const before = tf.memory().numTensors;
  // 2.5 × picture − 0.5 × (− picture)
  const { map, rows, columns } = await gradCam({ ...task, classIndex: 0 });
  expect([rows, columns]).toEqual([2, 2]);
  expect([...map]).toEqual([0, 3, 3, 0]);
  const against = await gradCam({ ...task, classIndex: 1 });
  expect([...against.map]).toEqual([0, 0, 0, 0]);
  expect(tf.memory().numTensors).toBe(before);
});

test("a smaller map is enlarged between the centres of pixels", async () => {
  const pooled: Layer = { type: "MaxPooling2D", name: "max_pooling2d_1", poolSize: 2, padding: "same" };
  const [convolution, ...others] = LAYERS as [Layer, ...Layer[]];
  const larger = new Network([convolution, pooled, ...others], [2, 4, 1]);
  const { map, coarse, rows, columns } = await gradCam({
    ...task,
    network: larger,
    // Both places weigh 1 for class 0 by the first map, and nothing by the second.
    parameters: Float32Array.of(1, -1, 1, 0, 0, 0, 1, 0, 0, 0),
    picture: Uint8Array.of(0, 0, 255, 0, 0, 0, 0, 0),
    layer: "max_pooling2d_1",
    classIndex: 0,
  });
  expect([rows, columns]).toEqual([1, 2]);
  expect([...coarse]).toEqual([0, 1]);
  expect([...map]).toEqual([0, 0.25, 0.75, 1, 0, 0.25, 0.75, 1]);
});
