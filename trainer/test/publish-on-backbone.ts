/**
 * A process that publishes models on EfficientNet-Lite0 into a store, each trained for seconds on a few hundred images:
 * the whole way from pictures to a manifest, for tests of what reads them.
 * Arguments: the store's folder, a folder for features, the side of pictures, and the seeds; prints a line of JSON for each.
 */
import { setImmediate as pause } from "node:timers/promises";
import { presetSpec } from "#domain/experiments/presets";
import type { ExperimentSpec } from "#domain/experiments/spec";
import type { LabelledImages } from "#ml/data/batches";
import { standardisationFor } from "#ml/data/standardise";
import { createTraining } from "#ml/training/training";
import { openLocalStore } from "#storage/local-store";
import { codeVersion } from "../code-version.ts";
import { type Dataset, loadDataset } from "../datasets/cifar10.ts";
import { datasetsFolder } from "../datasets/dataset-files.ts";
import { openEngine } from "../engines/open-engine.ts";
import { openFrozenPart } from "../features/open-frozen-part.ts";
import { deliverWeights } from "../publishing/deliver-weights.ts";
import { indexTrainingImages } from "../publishing/index-training-images.ts";
import { publishModel } from "../publishing/publish-model.ts";

/** A line of this process's output. */
export type PublishedOnBackbone = { seed: number; manifestSha256: string; testAccuracy: number };

const TRAINING_IMAGES = 480;
const TEST_IMAGES = 96;

const [storeFolder = "", featuresHome = "", side = "", ...seeds] = process.argv.slice(2);
const engine = await openEngine();
const dataset = firstImages(await loadDataset(datasetsFolder(process.env), "cifar10"));
const { image } = dataset;
for (const seed of seeds.map(Number)) {
  const preset = presetSpec("pretrained-lite", seed);
  const spec = {
    ...preset,
    architecture: {
      ...preset.architecture,
      blocks: [],
      backbone: { ...preset.architecture.backbone, side: Number(side) },
    },
    optimizer: { ...preset.optimizer, learningRate: 0.003 },
  } as ExperimentSpec;
  const standardisation = standardisationFor(spec.preprocessing, dataset.train.images, image[0] * image[1] * image[2]);
  const frozen = await openFrozenPart({
    spec,
    engine,
    dataset,
    standardisation,
    env: { ...process.env, CULTIVAR_HOME: featuresHome },
    tell: () => {},
    onProgress: () => {},
  });
  if (!frozen) throw new Error("The preset has no backbone.");
  const training = createTraining({
    spec,
    data: dataset.train,
    features: frozen.features,
    pretrained: frozen.weights,
    image: frozen.shape,
    classes: dataset.classes.length,
    standardisation,
    createLearner: engine.createLearner,
    clock: () => performance.now(),
    pause,
  });
  for await (const _ of training.run());
  const trained = await training.result();
  training.dispose();
  const { network, trainingImages } = training;
  const ended = { engine, dataset, standardisation, frozen, network, pause };
  const { delivered } = await deliverWeights({ ...ended, parameters: trained.parameters });
  const neighbours = await indexTrainingImages({
    ...ended,
    parameters: delivered.parameters,
    trained: training.trained,
  });
  const { manifestSha256 } = await publishModel({
    store: openLocalStore(storeFolder),
    spec,
    trained,
    delivered,
    neighbours,
    image,
    classes: dataset.classes,
    test: dataset.test,
    network,
    frozen,
    createPredictor: engine.createPredictor,
    standardisation,
    trainingImages,
    engine: engine.record,
    codeVersion: codeVersion(),
    finishedAt: new Date(),
  });
  await frozen.close();
  const line: PublishedOnBackbone = { seed, manifestSha256, testAccuracy: delivered.evaluation.accuracy };
  process.stdout.write(`${JSON.stringify(line)}\n`);
}

/** The data set cut down to its first images. */
function firstImages({ train, test, ...rest }: Dataset): Dataset {
  const [height, width, channels] = rest.image;
  const first = ({ images, labels }: LabelledImages, count: number) => ({
    images: images.slice(0, count * height * width * channels),
    labels: labels.slice(0, count),
  });
  return { ...rest, train: first(train, TRAINING_IMAGES), test: first(test, TEST_IMAGES) };
}
