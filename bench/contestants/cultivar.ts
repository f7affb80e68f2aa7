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

/** More than any bench trains. */
const ENDLESS = 1_000_000_000;
const MS = 1000;

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

const events = training.run();
/** Images trained on since the start. */
let position = 0;

async function train(seconds: number): Promise<number> {
  const until = performance.now() + seconds * MS;
  const before = position;
  while (position === before || performance.now() < until) {
    const { value: event } = await events.next();
    if (!event) throw new Error("The training ended.");
    if (event.type !== "batch") continue;
    const ofEpoch = Math.min(event.step * spec.batchSize, training.trainingImages);
    position = (event.epoch - 1) * training.trainingImages + ofEpoch;
  }
  return position - before;
}

const { kind, version, tfjs } = engine.record;
await serveWindows(train, { [kind]: version, tfjs });
