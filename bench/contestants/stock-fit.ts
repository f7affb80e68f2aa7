/** Contestant: TensorFlow.js as it comes, its layers' `fit` on tfjs-node, with all pictures prepared beforehand. */
import * as tf from "@tensorflow/tfjs";
import { layersOf } from "#domain/architectures/layers-of";
import { trainTestSplit } from "#domain/datasets/split";
import { presetSpec } from "#domain/experiments/presets";
import { Batcher, labelsAt } from "#ml/data/batches";
import { standardisationFor } from "#ml/data/standardise";
import { loadDataset } from "#trainer/datasets/cifar10";
import { datasetsFolder } from "#trainer/datasets/dataset-files";
import { openEngine } from "#trainer/engines/open-engine";
import { parseFlags } from "../options/flags.ts";
import { imagesFlag, networkFlag } from "./contestant-flags.ts";
import { serveWindows } from "./serve-windows.ts";
import { stockModel } from "./stock-layers.ts";

const ENDLESS = 1_000_000_000;
const MS = 1000;

const { network, images } = parseFlags(process.argv.slice(2), { network: networkFlag, images: imagesFlag });
const { record } = await openEngine({ preference: "tensorflow" });

const { optimizer, split, ...spec } = presetSpec(network);
if (optimizer.kind !== "adam") throw new Error("The presets train with Adam.");
const { image, classes, train } = await loadDataset(datasetsFolder(process.env), spec.dataset);
const indices = trainTestSplit(train.labels.length, split.validationFraction, split.seed).train.subarray(0, images);
const standardisation = standardisationFor(spec.preprocessing, train.images, image[0] * image[1] * image[2]);
const pictures = new Batcher(image, standardisation).gather(train.images, indices);
const labels = tf.oneHot(labelsAt(train.labels, indices), classes.length);

const model = stockModel(layersOf(spec.architecture, classes.length), image);
const { learningRate, beta1, beta2, epsilon } = optimizer;
model.compile({
  loss: "categoricalCrossentropy",
  optimizer: tf.train.adam(learningRate, beta1, beta2, epsilon),
  metrics: ["accuracy"],
});

/** Whole epochs: a callback after each batch would make `fit` wait for its numbers. */
async function fit(seconds: number): Promise<number> {
  const until = performance.now() + seconds * MS;
  let epochs = 0;
  await model.fit(pictures, labels, {
    batchSize: spec.batchSize,
    epochs: ENDLESS,
    shuffle: true,
    verbose: 0,
    yieldEvery: "never",
    callbacks: {
      onEpochEnd: () => {
        epochs += 1;
        if (performance.now() >= until) model.stopTraining = true;
      },
    },
  });
  return epochs * indices.length;
}

await serveWindows(fit, { tfjs: tf.version_core, tensorflow: record.version });
