/** Contestant: the head of a network on a backbone, trained on features of random values in a mapped file. */
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setImmediate as nextTurn } from "node:timers/promises";
import { DATASETS } from "#domain/datasets/catalogue";
import { specCost } from "#domain/experiments/cost";
import { PRESET_IDS, presetSpec } from "#domain/experiments/presets";
import { experimentSpecFields } from "#domain/experiments/spec";
import { initialWeights } from "#ml/architectures/initial-weights";
import { batchesOf } from "#ml/data/batches";
import { EVALUATION_BATCH } from "#ml/evaluation/evaluate";
import { createTraining } from "#ml/training/training";
import { openEngine } from "#trainer/engines/open-engine";
import { ensureFeatures } from "#trainer/features/ensure-features";
import { EXTRACTION_BATCH } from "#trainer/features/extractor";
import { oneOf, parseFlags, wholeNumber } from "../options/flags.ts";
import { precisionFlag } from "./contestant-flags.ts";
import { serveWindows } from "./serve-windows.ts";
import { ENDLESS, trainingWindow } from "./training-window.ts";

const MS = 1000;

const { preset, precision, images } = parseFlags(process.argv.slice(2), {
  preset: oneOf("network", PRESET_IDS, "pretrained"),
  precision: precisionFlag,
  images: wholeNumber("images with features, training and validation together", 4096, 320),
});

const spec = experimentSpecFields.parse({ ...presetSpec(preset), precision });
const { classes } = DATASETS[spec.dataset];
const { features: shape } = specCost(spec);
const values = shape[0] * shape[1] * shape[2];
const engine = await openEngine({ preference: "tensorflow", spec });
const folder = await mkdtemp(join(tmpdir(), "cultivar-bench-"));
process.once("exit", () => void rm(folder, { recursive: true, force: true }));

/** Numbers from 0 to 1 that are neither all alike nor of any use, as a linear congruence gives them. */
function noise(first: number, count: number): Float32Array {
  let state = first + 1;
  return Float32Array.from({ length: count * values }, () => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return state / 2 ** 32;
  });
}

const open = () =>
  ensureFeatures({
    folder,
    limitBytes: 100e9,
    identity: {
      backbone: "noise",
      weightsSha256: "",
      mean: 0,
      std: 1,
      layers: [],
      precision,
      datasetSha256: String(images),
    },
    rows: images,
    values,
    batch: EXTRACTION_BATCH,
    extract: async (first, count) => noise(first, count),
  });
const features = await open();
const rows = {
  read: (indices: Int32Array) => features.read(indices),
  file: features.file,
  rows: features.rows,
  test: images,
  mirrored: null,
};
const data = {
  images: new Uint8Array(),
  labels: Uint8Array.from({ length: images }, (_, i) => (i * 7) % classes.length),
};
const train = (epochs: number, validationLimit?: number) =>
  createTraining({
    spec: { ...spec, epochs },
    data,
    features: rows,
    image: shape,
    classes: classes.length,
    standardisation: { mean: 0, std: 1 },
    createLearner: engine.createLearner,
    clock: () => performance.now(),
    pause: nextTurn,
    ...(validationLimit && { validationLimit }),
  });

const training = train(ENDLESS, 1);
const { network } = training;
/** What validates in a run: the learner, which maps the file. */
const learner = engine.createLearner({
  network,
  spec,
  data,
  features: rows,
  image: shape,
  classes: classes.length,
  standardisation: { mean: 0, std: 1 },
  thawed: new Set(),
  lastBatch: spec.batchSize,
  iterations: 1,
  state: { parameters: initialWeights(network.weights, spec.seed) },
});

async function evaluate(seconds: number): Promise<number> {
  const until = performance.now() + seconds * MS;
  const all = Int32Array.from({ length: images }, (_, i) => i);
  let count = 0;
  do {
    for (const batch of batchesOf(all, EVALUATION_BATCH)) {
      await learner.logits(batch);
      count += batch.length;
      if (performance.now() >= until) break;
    }
  } while (performance.now() < until);
  return count;
}

/** A whole experiment on features that are there: opening and checking them, ten epochs with validation. */
async function experiment(): Promise<number> {
  await (await open()).close();
  const whole = train(spec.epochs);
  for await (const _ of whole.run());
  whole.dispose();
  return whole.trainingImages * spec.epochs;
}

const { kind, version, tfjs } = engine.record;
await serveWindows(trainingWindow(training, spec.batchSize), { [kind]: version, tfjs }, { evaluate, experiment });
await features.close();
await rm(folder, { recursive: true, force: true });
process.exit();
