import "@tensorflow/tfjs-backend-cpu";
import * as tf from "@tensorflow/tfjs-core";
import { beforeAll, expect, test } from "vitest";
import type { ImageShape, Layer } from "#domain/architectures/layers";
import { joinLayers } from "#domain/architectures/layers-of";
import { initialWeights } from "#ml/architectures/initial-weights";
import { Network } from "#ml/architectures/network";
import { joinByName, namedWeights } from "#ml/architectures/weight-specs";
import { layerMaps } from "#ml/explanation/layer-maps";
import { createEagerPredictor } from "#ml/inference/predictor";
import { nearestNeighbours } from "#ml/neighbours/nearest";
import { decodeNeighbourIndex } from "#ml/neighbours/neighbour-index";
import { syntheticImages } from "#ml/training/test/synthetic-images";
import type { FrozenPart } from "../../features/open-frozen-part.ts";
import { indexTrainingImages } from "../index-training-images.ts";

beforeAll(() => tf.setBackend("cpu"));

const IMAGE: ImageShape = [6, 6, 3];
const SIZE = 6 * 6 * 3;
const CLASSES = ["a", "b", "c", "d"];
const FROZEN: Layer[] = [
  {
    type: "Conv2D",
    name: "conv2d_1",
    filters: 4,
    kernelSize: 3,
    padding: "same",
    activation: "relu",
    useBias: true,
    kernelInitializer: "heNormal",
  },
];
const dense = { type: "Dense", useBias: true, kernelInitializer: "heNormal" } as const;
const HEAD: Layer[] = [
  { type: "Flatten", name: "flatten_1" },
  { ...dense, name: "dense_1", units: 16, activation: "relu" },
  { type: "Dropout", name: "dropout_1", rate: 0.5 },
  { ...dense, name: "dense_2", units: 4, activation: "softmax" },
];
const whole = new Network(joinLayers(FROZEN, HEAD), IMAGE);
const parameters = initialWeights(whole.weights, 3);
const standardisation = { mean: 0.4, std: 0.3 };
const train = syntheticImages(40, IMAGE, CLASSES.length);
/** Every image but each third. */
const trained = Int32Array.from(train.labels.keys()).filter((image) => image % 3 !== 0);

const task = {
  engine: { createPredictor: createEagerPredictor },
  dataset: { image: IMAGE, classes: CLASSES, train, test: train },
  standardisation,
  trained,
  pause: async () => {},
};

/** Every picture that was trained on is found by what a browser computes for it, and no other. */
async function expectTrainedOnes(indexed: Awaited<ReturnType<typeof indexTrainingImages>>) {
  if (!indexed) throw new Error("There is no index.");
  expect(indexed.layer).toBe("dense_1");
  const index = decodeNeighbourIndex(indexed.bytes);
  expect([...index.images]).toEqual([...trained]);
  expect(indexed.images).toBe(trained.length);
  for (const image of trained) {
    const picture = train.images.subarray(image * SIZE, (image + 1) * SIZE);
    const { values } = await layerMaps({ network: whole, parameters, standardisation, picture, layer: indexed.layer });
    const [first] = nearestNeighbours(index, values, 1);
    expect(first).toMatchObject({ image, label: train.labels[image], similarity: expect.closeTo(1, 3) });
  }
}

test("pictures that were trained on are indexed by what the layer before the classes answers", async () => {
  const before = tf.memory().numTensors;
  await expectTrainedOnes(await indexTrainingImages({ ...task, frozen: null, network: whole, parameters }));
  expect(tf.memory().numTensors).toBe(before);
});

test("so they are where frozen layers have answered to them before", async () => {
  const named = namedWeights(whole.layers, parameters, IMAGE);
  const before = new Network(FROZEN, IMAGE);
  const predictor = createEagerPredictor({
    network: before,
    image: IMAGE,
    standardisation,
    parameters: joinByName(before.weights, named),
  });
  const frozen: FrozenPart = {
    backbone: "efficientnet-lite0",
    layers: FROZEN,
    weights: named,
    standardisation,
    shape: [6, 6, 4],
    features: { read: (rows) => predictor.logits(train.images, rows), file: "", rows: 40, test: 40, mirrored: null },
    close: async () => {},
  };
  const network = new Network(HEAD, frozen.shape);
  await expectTrainedOnes(
    await indexTrainingImages({ ...task, frozen, network, parameters: joinByName(network.weights, named) }),
  );
  predictor.dispose();
});

test("the work ends when the run does", async () => {
  const pause = () => Promise.reject(new Error("ended"));
  const work = indexTrainingImages({ ...task, frozen: null, network: whole, parameters, pause });
  await expect(work).rejects.toThrow("ended");
});
