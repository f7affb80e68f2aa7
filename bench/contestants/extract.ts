/** Contestant: features of the training images, computed as a training on a backbone computes them. */
import { writeFile } from "node:fs/promises";
import { PRESET_IDS, presetSpec } from "#domain/experiments/presets";
import { experimentSpecFields } from "#domain/experiments/spec";
import { standardisationFor } from "#ml/data/standardise";
import { loadDataset } from "#trainer/datasets/cifar10";
import { datasetsFolder } from "#trainer/datasets/dataset-files";
import { openEngine } from "#trainer/engines/open-engine";
import { EXTRACTION_BATCH, Extractor } from "#trainer/features/extractor";
import { loadFrozenLayers } from "#trainer/features/frozen-layers";
import { oneOf, parseFlags, text, wholeNumber } from "../options/flags.ts";
import { precisionFlag } from "./contestant-flags.ts";
import { serveWindows } from "./serve-windows.ts";

const MS = 1000;

const { preset, precision, compare, into } = parseFlags(process.argv.slice(2), {
  preset: oneOf("network", PRESET_IDS, "pretrained"),
  precision: precisionFlag,
  compare: wholeNumber("images of which features are written, to be compared", 8),
  into: text("file for their features: float32, one image after the other"),
});

const spec = experimentSpecFields.parse({ ...presetSpec(preset), precision });
const engine = await openEngine({ preference: "tensorflow", spec });
const dataset = await loadDataset(datasetsFolder(process.env), spec.dataset);
const [height, width, channels] = dataset.image;
const frozen = await loadFrozenLayers({
  spec,
  dataset,
  standardisation: standardisationFor(spec.preprocessing, dataset.train.images, height * width * channels),
  env: process.env,
  tell: (line) => void process.stderr.write(`${line}\n`),
});
if (!frozen) throw new Error(`The preset ${preset} has no backbone.`);
const extractor = new Extractor({ ...frozen, dataset, createPredictor: engine.createPredictor, precision });
await writeFile(into, await extractor.extract(0, compare));

const batches = Math.floor(dataset.train.labels.length / EXTRACTION_BATCH);
let batch = 0;

async function extract(seconds: number): Promise<number> {
  const until = performance.now() + seconds * MS;
  let images = 0;
  do {
    await extractor.extract((batch++ % batches) * EXTRACTION_BATCH, EXTRACTION_BATCH);
    images += EXTRACTION_BATCH;
  } while (performance.now() < until);
  return images;
}

const { kind, version, tfjs } = engine.record;
await serveWindows(extract, { [kind]: version, tfjs });
