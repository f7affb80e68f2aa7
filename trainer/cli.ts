/** Trains a preset without web, queue and database: `npm run train -- --preset scratch`. */
import { existsSync } from "node:fs";
import { readFile, rename, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { setImmediate as nextTurn } from "node:timers/promises";
import { stringifyMeasured } from "#domain/runs/stringify-measured";
import { standardisationFor } from "#ml/data/standardise";
import { encodeWeights } from "#ml/inference/weights-codec";
import { decodeTrainingState, encodeTrainingState } from "#ml/training/state-codec";
import { createTraining, type Training } from "#ml/training/training";
import type { TrainingState } from "#ml/training/training-state";
import { codeVersion } from "./code-version.ts";
import { loadDataset } from "./datasets/cifar10.ts";
import { datasetsFolder } from "./datasets/dataset-files.ts";
import { fitToEngine } from "./engines/engine.ts";
import { openEngine } from "./engines/open-engine.ts";
import { createFeatureReporter, type FeatureReport } from "./features/feature-reporter.ts";
import { openFrozenPart } from "./features/open-frozen-part.ts";
import { deliverWeights } from "./publishing/deliver-weights.ts";
import { indexTrainingImages } from "./publishing/index-training-images.ts";
import { modelFolder } from "./publishing/model-folder.ts";
import { publishModel } from "./publishing/publish-model.ts";
import { sha256Of } from "./publishing/sha256-of.ts";
import { ArgumentError, parseTrainingArguments, type TrainingArguments, USAGE } from "./training-arguments.ts";

const EXIT_FAILED = 1;
const EXIT_USAGE = 2;
const EXIT_INTERRUPTED = 130;
/** Milliseconds between two reports within an epoch. */
const REPORT_INTERVAL = 1000;

class Interrupted extends Error {}

type Emit = (event: string, data: object) => void;

const say = (line: string) => process.stderr.write(`${line}\n`);
const percent = (fraction: number) => `${(100 * fraction).toFixed(2)} %`;

async function run({
  preset,
  spec: asked,
  evalLimit,
  engine: preference,
  checkpoint,
  out,
  json,
}: TrainingArguments): Promise<void> {
  const emit: Emit = (event, data) => {
    if (json) process.stdout.write(`${stringifyMeasured({ event, ...data })}\n`);
  };
  const pause = interruptiblePause();
  // Before all that takes a while.
  const resume = checkpoint === undefined ? null : await readCheckpoint(checkpoint);
  const engine = await openEngine({ preference, spec: asked, onFallback: say });
  const { spec, record, warning } = fitToEngine(engine, asked);
  if (warning) say(warning);
  say(
    `${preset} on ${record.kind} ${record.version}, ${record.deviceName}, ${record.threads} threads, ${record.precision}`,
  );

  const dataset = await loadDataset(datasetsFolder(process.env), asked.dataset);
  const { image } = dataset;
  const classes = dataset.classes.length;
  const imageSize = image[0] * image[1] * image[2];
  const standardisation = standardisationFor(spec.preprocessing, dataset.train.images, imageSize);
  if (resume) say(`Going on after ${resume.epoch} epochs, from ${checkpoint}`);
  const frozen = await openFrozenPart({
    spec,
    engine,
    dataset,
    standardisation,
    env: process.env,
    tell: say,
    ...featurePass(emit, pause),
  });
  const training = createTraining({
    spec,
    data: dataset.train,
    ...(frozen && { features: frozen.features, pretrained: frozen.weights }),
    image: frozen?.shape ?? image,
    classes,
    standardisation,
    createLearner: engine.createLearner,
    clock: () => performance.now(),
    pause,
    validationLimit: evalLimit,
    ...(resume && { resume }),
  });
  const { trainingImages, validationImages, stepsPerEpoch, network } = training;
  const { parameters } = network;
  emit("started", { preset, engine: record, trainingImages, validationImages, stepsPerEpoch, parameters });

  const imagesPerSecond = await report(training, spec.epochs, emit, checkpoint);
  const trained = await training.result();
  training.dispose();
  const ended = { engine, dataset, standardisation, frozen, network, pause };
  const { delivered } = await deliverWeights({ ...ended, parameters: trained.parameters, count: evalLimit });
  const { count, loss: testLoss, accuracy: testAccuracy, confusion, perClass } = delivered.evaluation;
  emit("evaluated", { count, testLoss, testAccuracy, confusion, perClass });

  if (out) {
    const neighbours = await indexTrainingImages({
      ...ended,
      parameters: delivered.parameters,
      trained: training.trained,
    });
    const { manifest, manifestSha256, bytes } = await publishModel({
      store: modelFolder(out),
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
      engine: record,
      codeVersion: codeVersion(),
      finishedAt: new Date(),
    });
    await writeFile(join(out, "manifest.json"), `${stringifyMeasured(manifest, 2)}\n`);
    emit("published", { manifestSha256, bytes });
    say(`The model is in ${out} (${bytes.toLocaleString("en-US")} bytes); manifest.json names its files.`);
  }

  await frozen?.close();

  const weightsSha256 = sha256Of(encodeWeights(trained.parameters));
  const { seconds, epochs } = trained;
  const finished = { preset, engine: record.kind, seed: spec.seed, epochs, testAccuracy, testLoss, imagesPerSecond };
  emit("finished", { ...finished, seconds, weightsSha256 });
  say(
    `Test accuracy ${percent(testAccuracy)}, loss ${testLoss.toFixed(4)}, on ${count.toLocaleString("en-US")} images`,
  );
}

/** Reports how far features are; between two batches signals get in. */
function featurePass(emit: Emit, pause: () => Promise<void>) {
  const controller = new AbortController();
  const report = createFeatureReporter(
    (progress) => {
      emit("features", progress);
      say(featureLine(progress));
    },
    () => performance.now(),
  );
  const onProgress: typeof report = (progress) => {
    report(progress);
    pause().catch((reason) => controller.abort(reason));
  };
  return { onProgress, signal: controller.signal };
}

function featureLine({ phase, done, total, imagesPerSecond }: FeatureReport): string {
  const images = `${done.toLocaleString("en-US")} of ${total.toLocaleString("en-US")} images`;
  if (phase === "waiting") return `features: another process computes them, ${images}`;
  if (phase === "checking") return `features: found, checked ${images}`;
  const rate = imagesPerSecond ? `, ${Math.round(imagesPerSecond)} images/s` : "";
  const left = imagesPerSecond ? `, ${Math.ceil((total - done) / imagesPerSecond)} s left` : "";
  return `features: ${images}${rate}${left}`;
}

/** @throws Error that names the file, when it is no checkpoint */
async function readCheckpoint(file: string): Promise<TrainingState | null> {
  if (!existsSync(file)) return null;
  try {
    return decodeTrainingState(await readFile(file));
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    throw new Error(`--checkpoint: ${file} cannot be read: ${reason} Remove it to begin anew.`);
  }
}

/** Whole or not at all: a training that ends in the middle leaves the checkpoint before. */
async function writeCheckpoint(file: string, training: Training): Promise<void> {
  await writeFile(`${file}.new`, encodeTrainingState(await training.snapshot()));
  await rename(`${file}.new`, file);
}

/** Trains to the end and reports on the way; returns the trained images per second, validation not counted. */
async function report(training: Training, epochs: number, emit: Emit, checkpoint: string | undefined): Promise<number> {
  let reportedAt = Number.NEGATIVE_INFINITY;
  let images = 0;
  let seconds = 0;
  for await (const event of training.run()) {
    if (event.type === "epoch") {
      const { type, ...data } = event;
      emit(type, data);
      if (checkpoint !== undefined) await writeCheckpoint(checkpoint, training);
      images += training.trainingImages;
      seconds += training.trainingImages / event.imagesPerSecond;
      say(
        `epoch ${event.epoch}/${epochs}: accuracy ${percent(event.trainAccuracy)}, validation ` +
          `${percent(event.validationAccuracy)}, ${Math.round(event.imagesPerSecond)} images/s`,
      );
    } else if (event.type === "batch" && performance.now() - reportedAt >= REPORT_INTERVAL) {
      reportedAt = performance.now();
      const { type: _, since: __, ...data } = event;
      emit("progress", data);
      say(
        `epoch ${event.epoch}/${epochs}, batch ${event.step}/${event.stepsPerEpoch}: loss ${event.loss.toFixed(4)}, ` +
          `${Math.round(event.imagesPerSecond)} images/s`,
      );
    }
  }
  return seconds > 0 ? images / seconds : 0;
}

/** Lets signals in, and ends the command by an exception after one. */
function interruptiblePause(): () => Promise<void> {
  let interrupted = false;
  for (const signal of ["SIGINT", "SIGTERM"] as const) {
    process.once(signal, () => {
      interrupted = true;
    });
  }
  return async () => {
    await nextTurn();
    if (interrupted) throw new Interrupted();
  };
}

try {
  const parsed = parseTrainingArguments(process.argv.slice(2));
  if (parsed) await run(parsed);
  else process.stdout.write(USAGE);
} catch (error) {
  if (error instanceof Interrupted) {
    say("Interrupted; nothing was kept.");
    process.exitCode = EXIT_INTERRUPTED;
  } else {
    say(error instanceof Error ? error.message : String(error));
    process.exitCode = error instanceof ArgumentError ? EXIT_USAGE : EXIT_FAILED;
  }
}
