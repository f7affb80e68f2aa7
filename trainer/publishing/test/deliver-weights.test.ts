import "@tensorflow/tfjs-backend-cpu";
import * as tf from "@tensorflow/tfjs-core";
import { beforeAll, describe, expect, test } from "vitest";
import type { ImageShape, Layer } from "#domain/architectures/layers";
import { Network } from "#ml/architectures/network";
import { normals } from "#ml/data/random";
import { createEagerPredictor } from "#ml/inference/predictor";
import { testNetwork } from "../../test-network.ts";
import { deliverWeights } from "../deliver-weights.ts";

beforeAll(() => tf.setBackend("cpu"));

const IMAGE: ImageShape = [32, 32, 3];
const SIZE = 32 * 32 * 3;
const LAYERS: Layer[] = [
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
const network = new Network(LAYERS, IMAGE);
/** So many images are golden. */
const GOLDEN = 32;
const COUNT = 300;

/** Images of which each has one bright value: the golden ones the first, all others the second. */
function dataset() {
  const images = new Uint8Array(COUNT * SIZE);
  for (let i = 0; i < COUNT; i++) images[i * SIZE + (i < GOLDEN ? 0 : 1)] = 255;
  const labels = Uint8Array.from({ length: COUNT }, (_, i) => (i < GOLDEN ? 0 : 1));
  const part = { images, labels };
  return { image: IMAGE, classes: ["a", "b"], train: part, test: part };
}

/** Weights of the first three values of an image for both classes, and zeros. */
function weights(...rows: [number, number][]): Float32Array<ArrayBuffer> {
  const parameters = new Float32Array(network.parameters);
  parameters.set(rows.flat());
  return parameters;
}

const task = (parameters: Float32Array<ArrayBuffer>) => ({
  engine: { createPredictor: createEagerPredictor },
  dataset: dataset(),
  standardisation: { mean: 0, std: 1 },
  frozen: null,
  network,
  parameters,
  pause: async () => {},
});

/** Two classes that the second value tells apart by less than float16 can. */
const NEAR = 1 + 2 ** -13;

describe("the weights that are published", () => {
  test("are uint8 where that changes nothing", async () => {
    const { delivered, predictions } = await deliverWeights(task(weights([4, 0], [0, 4])));
    expect(delivered.delivery).toEqual({
      dtype: "uint8",
      float32: { bytes: 8 * SIZE, accuracy: 1 },
      tried: [
        {
          dtype: "uint8",
          bytes: 2 * SIZE + 16,
          goldenDifference: expect.any(Number),
          test: { accuracy: 1, difference: expect.any(Number), changedAnswers: 0 },
        },
      ],
    });
    expect(delivered.bytes).toHaveLength(2 * SIZE + 16);
    expect(predictions.labels).toHaveLength(COUNT);
  });

  test("are float16 where uint8 changes a golden answer; its test set is not looked at then", async () => {
    // One weight far from all others makes the steps of uint8 large.
    const { delivered } = await deliverWeights(task(weights([4, 1.5], [0, 4], [0, 999.5])));
    expect(delivered.delivery.dtype).toBe("float16");
    const [uint8, float16] = delivered.delivery.tried;
    expect(uint8).toMatchObject({ dtype: "uint8", test: null });
    expect(uint8?.goldenDifference).toBeGreaterThan(1e-3);
    expect(float16).toMatchObject({ dtype: "float16", test: { accuracy: 1, changedAnswers: 0 } });
  });

  test("stay float32 where the accuracy falls, though golden answers stay", async () => {
    const { delivered } = await deliverWeights(task(weights([4, 0], [1, NEAR], [0, 999.5])));
    const [, float16] = delivered.delivery.tried;
    expect(float16?.goldenDifference).toBeLessThan(1e-3);
    expect(float16?.test).toMatchObject({ accuracy: GOLDEN / COUNT, changedAnswers: COUNT - GOLDEN });
    expect(delivered.delivery).toMatchObject({ dtype: "float32", float32: { accuracy: 1 } });
    expect(delivered.bytes).toHaveLength(8 * SIZE);
    expect(delivered.evaluation.accuracy).toBe(1);
  });

  test("stay float32 where a weight is no half, and golden answers need it", async () => {
    const { delivered } = await deliverWeights(task(weights([4, 0], [0, 4], [0, 70_000])));
    expect(delivered.delivery.dtype).toBe("float32");
    expect(delivered.delivery.tried.map(({ dtype }) => dtype)).toEqual(["uint8"]);
  });

  test("are what the published accuracy and answers are measured with", async () => {
    const parameters = Float32Array.from(normals({ seed: 5, purpose: "initial-weights" }, network.parameters));
    const { delivered, predictions } = await deliverWeights(task(parameters));
    expect(delivered.delivery.dtype).not.toBe("float32");
    expect(delivered.parameters).not.toEqual(parameters);
    const tested = await testNetwork(task(delivered.parameters), COUNT);
    expect(delivered.evaluation).toEqual(tested?.evaluation);
    expect(predictions).toEqual(tested?.predictions);
  });

  test("are not chosen once the run is to end", async () => {
    const pause = async () => {
      throw new Error("ended");
    };
    const before = tf.memory().numTensors;
    await expect(deliverWeights({ ...task(weights([4, 0], [0, 4])), pause })).rejects.toThrow("ended");
    expect(tf.memory().numTensors).toBe(before);
  });
});
