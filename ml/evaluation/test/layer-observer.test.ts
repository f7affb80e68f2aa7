import "@tensorflow/tfjs-backend-cpu";
import * as tf from "@tensorflow/tfjs-core";
import { afterEach, beforeEach, expect, test } from "vitest";
import type { Layer } from "#domain/architectures/layers";
import { layerStatistics } from "#domain/runs/layer-statistics";
import { Network } from "../../architectures/network.ts";
import { LayerObserver } from "../layer-observer.ts";

const convolution = { type: "Conv2D", kernelSize: 1, filters: 1, padding: "same", useBias: true } as const;
const LAYERS: readonly Layer[] = [
  { ...convolution, name: "conv2d_1", activation: "relu", kernelInitializer: "glorotUniform" },
  { type: "MaxPooling2D", name: "max_pooling2d_1", poolSize: 2, padding: "same" },
  { type: "Dropout", name: "dropout_1", rate: 0.5 },
  { type: "Flatten", name: "flatten_1" },
  {
    type: "Dense",
    name: "dense_1",
    units: 2,
    activation: "softmax",
    useBias: true,
    kernelInitializer: "glorotUniform",
  },
];
const IMAGE = [2, 2, 1] as const;
/** Kernel and bias of the convolution, then of the dense layer. */
const PARAMETERS = Float32Array.of(2, -1, 0, 1, 0, 0);

/** Pictures whose bytes are what the network sees. */
const observer = (images: number[], indices: number[]) =>
  new LayerObserver({
    network: new Network(LAYERS, IMAGE),
    image: IMAGE,
    standardisation: { mean: 0, std: 1 / 255 },
    examples: Uint8Array.from(images),
    indices: Int32Array.from(indices),
  });

let tensors = 0;
beforeEach(() => {
  tensors = tf.memory().numTensors;
});
afterEach(() => expect(tf.memory().numTensors).toBe(tensors));

test("weights and answers of each layer are those worked out by hand", async () => {
  // 2x - 1, rectified: picture 1 gives 0 1 3 5, picture 2 gives 0 0 0 1.
  const statistics = await observer([9, 9, 9, 9, 0, 1, 2, 3, 0, 0, 0, 1], [1, 2]).observe(PARAMETERS);
  expect(statistics.map(({ layer, name }) => `${layer} ${name}`)).toEqual(LAYERS.map(({ name }, i) => `${i} ${name}`));
  const [convolved, pooled, dropped, flat, dense] = statistics;
  expect(convolved?.activations).toMatchObject({ min: 0, max: 5, mean: 10 / 8, count: 8, zeros: 4, nonFinite: 0 });
  expect(convolved?.activations.deviation).toBeCloseTo(Math.sqrt(36 / 8 - (10 / 8) ** 2), 6);
  expect(convolved?.weights).toMatchObject({ kernel: { mean: 2, count: 1 }, bias: { mean: -1, count: 1 } });
  expect(pooled?.activations).toMatchObject({ min: 1, max: 5, mean: 3, deviation: 2, count: 2, zeros: 0 });
  // When it answers, a network drops nothing.
  expect(dropped?.activations).toEqual(pooled?.activations);
  expect(flat?.activations).toEqual(pooled?.activations);
  expect(pooled?.weights).toEqual({});
  expect(dense?.weights).toMatchObject({ kernel: { min: 0, max: 1, count: 2 }, bias: { zeros: 2, count: 2 } });
  // softmax(0, 5) and softmax(0, 1).
  expect(dense?.activations).toMatchObject({
    mean: expect.closeTo(0.5, 6),
    count: 4,
    max: expect.closeTo(1 / (1 + Math.exp(-5)), 6),
  });
  for (const one of statistics) expect(layerStatistics.parse(one)).toEqual(one);
});

test("weights that are no numbers are told, not hidden", async () => {
  const [convolved, , , , dense] = await observer([1, 2, 3, 4], [0]).observe(PARAMETERS.with(0, Number.NaN));
  expect(convolved?.weights.kernel).toMatchObject({ mean: null, count: 1, nonFinite: 1 });
  expect(dense?.activations).toMatchObject({ nonFinite: 2, mean: null });
});

test("a few dozen pictures are enough", async () => {
  const many = Array.from({ length: 500 }, (_, i) => i);
  const [convolved] = await observer(new Array(2_000).fill(1), many).observe(PARAMETERS);
  expect(convolved?.activations.count).toBe(64 * 4);
});
