/** Contestant: this project's training, made as `npm run train` makes it. */
import { setImmediate as nextTurn } from "node:timers/promises";
import { presetSpec } from "#domain/experiments/presets";
import { experimentSpecFields } from "#domain/experiments/spec";
import { standardisationFor } from "#ml/data/standardise";
import { createTraining } from "#ml/training/training";
import { loadDataset } from "#trainer/datasets/cifar10";
import { datasetsFolder } from "#trainer/datasets/dataset-files";
import { openEngine } from "#trainer/engines/open-engine";
import { parseFlags } from "../options/flags.ts";
import { engineFlag, imagesFlag, networkFlag, precisionFlag } from "./contestant-flags.ts";
import { serveWindows } from "./serve-windows.ts";
import { ENDLESS, trainingWindow } from "./training-window.ts";

const flags = { network: networkFlag, images: imagesFlag, engine: engineFlag, precision: precisionFlag };
const { network, images, engine: preference, precision } = parseFlags(process.argv.slice(2), flags);

const spec = experimentSpecFields.parse({
  ...presetSpec(network),
  trainingSubset: images,
  precision,
});
const engine = await openEngine({ preference, spec });
const dataset = await loadDataset(datasetsFolder(process.env), spec.dataset);
const { image } = dataset;
const imageSize = image[0] * image[1] * image[2];
const training = createTraining({
  spec: { ...spec, epochs: ENDLESS },
  data: dataset.train,
  image,
  classes: dataset.classes.length,
  standardisation: standardisationFor(spec.preprocessing, dataset.train.images, imageSize),
  createLearner: engine.createLearner,
  clock: () => performance.now(),
  pause: nextTurn,
  validationLimit: 1,
});

const { kind, version, tfjs } = engine.record;
await serveWindows(trainingWindow(training, spec.batchSize), { [kind]: version, tfjs });
