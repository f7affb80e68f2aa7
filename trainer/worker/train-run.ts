/** What a training worker does: train from the last checkpoint, write the run's log, test, publish. */
import { setImmediate as nextTurn } from "node:timers/promises";
import type { ExperimentSpec } from "#domain/experiments/spec";
import type { EngineRecord } from "#domain/runs/engine-record";
import type { PointMeasures, RunEventData, RunFailure } from "#domain/runs/events";
import { encodeTestPredictions } from "#domain/runs/test-predictions";
import { type Standardisation, standardisationFor } from "#ml/data/standardise";
import { type Evaluation, evaluate } from "#ml/evaluation/evaluate";
import { LayerObserver } from "#ml/evaluation/layer-observer";
import { TopPredictions } from "#ml/evaluation/top-predictions";
import type { Predictor } from "#ml/inference/predictor";
import { createTraining, type TrainedNetwork, type Training } from "#ml/training/training";
import type { TrainingEvent } from "#ml/training/training-events";
import type { TrainingState } from "#ml/training/training-state";
import { openStore } from "#storage/open-store";
import type { ArtefactStore } from "#storage/store";
import { restoreCheckpoint } from "../checkpoints/restore-checkpoint.ts";
import { saveCheckpoint } from "../checkpoints/save-checkpoint.ts";
import { codeVersion } from "../code-version.ts";
import { type Dataset, loadDataset } from "../datasets/cifar10.ts";
import { type Engine, fitToEngine } from "../engines/engine.ts";
import { openEngine } from "../engines/open-engine.ts";
import { EventLog } from "../event-log/event-log.ts";
import { historyOf } from "../event-log/run-history.ts";
import { rungReached } from "../event-log/rung-reached.ts";
import { storableText } from "../event-log/storable-text.ts";
import { publishModel } from "../publishing/publish-model.ts";
import { GpuMeter, gpuCommand } from "./gpu-meter.ts";
import type { Command, TrainAssignment } from "./messages.ts";
import { PointMeter } from "./point-meter.ts";
import { createProgressThrottle } from "./progress-throttle.ts";
import { SystemMeter } from "./system-meter.ts";
import { certainFailure, DatasetError } from "./training-failures.ts";
import type { Verdicts } from "./verdicts.ts";

/** The owner or the supervisor wants no more of this; what there is has been written. */
class Broken extends Error {}

type Bench = {
  assignment: TrainAssignment;
  commands: ReadonlySet<Command>;
  verdicts: Verdicts;
  log: EventLog;
  store: ArtefactStore;
  engine: Engine;
  /** The engine's record for this run. */
  record: EngineRecord;
  /** As the engine trains it. */
  spec: ExperimentSpec;
  dataset: Dataset;
  standardisation: Standardisation;
};

/**
 * Trains to the end, or until told otherwise.
 *
 * @param commands grows while this runs
 * @param verdicts likewise
 * @returns why the run fails, if it does and would do so again; null when the log says all
 * @throws whatever else went wrong: another attempt may succeed
 */
export async function trainRun(
  assignment: TrainAssignment,
  commands: ReadonlySet<Command>,
  verdicts: Verdicts,
): Promise<RunFailure | null> {
  if (assignment.verdict) verdicts.add(assignment.verdict);
  const log = await EventLog.open(assignment.logFile, Date.now);
  try {
    const bench = await prepare(assignment, commands, verdicts, log);
    const training = await begin(bench);
    await train(bench, training);
    const trained = await training.result();
    training.dispose();
    const predictor = predictorOf(bench, training, trained);
    try {
      await publish(bench, training, trained, predictor, await test(bench, predictor));
    } finally {
      predictor.dispose();
    }
    return null;
  } catch (error) {
    if (error instanceof Broken) return null;
    const failure = certainFailure(error);
    if (failure) return failure;
    throw error;
  } finally {
    log.close();
  }
}

async function prepare(
  assignment: TrainAssignment,
  commands: ReadonlySet<Command>,
  verdicts: Verdicts,
  log: EventLog,
): Promise<Bench> {
  const { datasetsDir } = assignment;
  const warn = (message: string) => log.append({ type: "log", level: "warn", message: storableText(message, 2000) });
  const engine = await openEngine({
    ...(assignment.engine && { preference: assignment.engine }),
    spec: assignment.spec,
    onFallback: warn,
  });
  const { spec, record, warning } = fitToEngine(engine, assignment.spec);
  if (warning) warn(warning);
  const dataset = await loadDataset(datasetsDir, spec.dataset).catch((error: Error) => {
    throw new DatasetError(error.message);
  });
  const [height, width, channels] = dataset.image;
  const standardisation = standardisationFor(spec.preprocessing, dataset.train.images, height * width * channels);
  return {
    assignment,
    commands,
    verdicts,
    log,
    store: openStore(assignment.store),
    engine,
    record,
    spec,
    dataset,
    standardisation,
  };
}

/** A training at the newest whole checkpoint, or at its very beginning, and the event that says so. */
async function begin(bench: Bench): Promise<Training> {
  const { assignment, log, store, engine, record, spec, dataset, standardisation } = bench;
  const { checkpoints, trainer } = assignment;
  const resume = await restoreCheckpoint(store, checkpoints, ({ epoch, step }, reason) => {
    const message = `The checkpoint after ${epoch} epochs and ${step} batches cannot be used: ${reason}`;
    log.append({ type: "log", level: "warn", message: storableText(message, 2000) });
  });
  const training = createTraining({
    spec,
    data: dataset.train,
    image: dataset.image,
    classes: dataset.classes.length,
    standardisation,
    createLearner: engine.createLearner,
    clock: () => performance.now(),
    pause: nextTurn,
    ...(resume && { resume }),
  });
  const { started } = historyOf(log.events);
  const { trainingImages, validationImages, stepsPerEpoch } = training;
  if (started) {
    log.append({ type: "resumed", engine: record, trainer, epoch: resume?.epoch ?? 0, step: resume?.step ?? 0 });
    if (!sameArithmetic(started.engine, record)) {
      const message =
        "This engine differs from the one that the run began on: the last digits of its results may, too.";
      log.append({ type: "log", level: "warn", message });
    }
  } else {
    const { parameters } = training.network;
    const counts = { trainingImages, validationImages, stepsPerEpoch, parameters };
    log.append({ type: "started", engine: record, trainer, ...counts });
  }
  return training;
}

const sameArithmetic = (a: EngineRecord, b: EngineRecord): boolean =>
  a.kind === b.kind &&
  a.version === b.version &&
  a.deviceName === b.deviceName &&
  a.threads === b.threads &&
  a.precision === b.precision;

/** @throws Broken when the training ends before its time */
async function train(bench: Bench, training: Training): Promise<void> {
  const { assignment, commands, verdicts, log, store } = bench;
  const { rungs } = assignment;
  const { epochs } = assignment.spec;
  const { stepsPerEpoch } = training;
  const isDue = createProgressThrottle({ epochs, stepsPerEpoch }, () => performance.now());
  const gpu = bench.record.device === "gpu" ? new GpuMeter(gpuCommand(process.env.CUDA_VISIBLE_DEVICES)) : null;
  const points = new PointMeter(bench.spec, stepsPerEpoch, new SystemMeter(gpu));
  const layers = observerOf(bench, training);
  const history = historyOf(log.events);
  let stopping = history.stopping;
  let savedAt = performance.now();
  const save = async (state: TrainingState) => {
    log.append({ type: "checkpoint", ...(await saveCheckpoint(state, store)) });
    savedAt = performance.now();
  };
  const stopIfAsked = (epoch: number) => {
    const reason = verdicts.stopReason;
    if (stopping || !(reason || commands.has("stop"))) return;
    stopping = true;
    training.stopAfterEpoch();
    const why: RunEventData[] = reason ? [{ type: "log", level: "info", message: reason }] : [];
    log.append(...why, { type: "stopping", epoch });
  };
  if (stopping) training.stopAfterEpoch();
  const reached = rungReached(log.events, rungs);
  if (reached !== null) {
    await verdicts.at(reached, commands);
    stopIfAsked(reached);
  }

  try {
    for await (const event of training.run()) {
      if (event.type === "batch") {
        points.add(event.since);
        if (isDue(event.step) || !Number.isFinite(event.loss)) {
          log.append(toProgress(event, points.take((event.epoch - 1) * stepsPerEpoch + event.step)));
        }
        // A training that has diverged says why next; its state is worth nothing.
        if (!Number.isFinite(event.loss)) continue;
      }
      if (event.type === "epoch") {
        const { epoch } = event;
        const state = await training.snapshot();
        // Computed once more after a restart, to the same numbers.
        if (epoch > history.lastEpoch) log.append(event);
        if (epoch > history.lastLayers) {
          log.append({ type: "layers", epoch, layers: await layers.observe(state.parameters) });
        }
        if (!Number.isFinite(event.validationLoss)) continue;
        await save(state);
        if (rungs.includes(epoch) && !stopping) await verdicts.at(epoch, commands);
      }
      if (commands.has("cancel")) throw new Broken();
      if (commands.has("interrupt")) {
        await save(await training.snapshot());
        throw new Broken();
      }
      stopIfAsked(event.epoch);
      if (performance.now() - savedAt >= assignment.checkpointSeconds * 1000) await save(await training.snapshot());
    }
  } finally {
    gpu?.close();
  }
}

const observerOf = ({ dataset, standardisation }: Bench, { network, validation }: Training) =>
  new LayerObserver({
    network,
    image: dataset.image,
    standardisation,
    images: dataset.train.images,
    indices: validation,
  });

const predictorOf = ({ engine, dataset, standardisation }: Bench, { network }: Training, trained: TrainedNetwork) =>
  engine.createPredictor({ network, image: dataset.image, standardisation, parameters: trained.parameters });

/** Measures the trained network on the whole test set, and keeps what it answered to each image. */
async function test({ commands, log, store, dataset }: Bench, predictor: Predictor): Promise<Evaluation> {
  const { images, labels } = dataset.test;
  const classes = dataset.classes.length;
  const answers = new TopPredictions(labels, classes);
  const logits = async (indices: Int32Array) => {
    const scores = await predictor.logits(images, indices);
    answers.add(indices, scores);
    return scores;
  };
  for await (const event of evaluate({ logits, labels, classes })) {
    if (event.type === "result") {
      if (!historyOf(log.events).evaluated) {
        const { sha256 } = await store.put(encodeTestPredictions(answers.predictions));
        log.append(toEvaluated(event.evaluation, sha256));
      }
      return event.evaluation;
    }
    if (commands.has("cancel") || commands.has("interrupt")) throw new Broken();
    await nextTurn();
  }
  throw new Error("The evaluation ended without a result.");
}

async function publish(
  bench: Bench,
  { trainingImages }: Training,
  trained: TrainedNetwork,
  predictor: Predictor,
  evaluation: Evaluation,
) {
  const { assignment, log, store, record, dataset, standardisation } = bench;
  const { manifestSha256, bytes } = await publishModel({
    store,
    spec: assignment.spec,
    trained,
    evaluation,
    image: dataset.image,
    classes: dataset.classes,
    test: dataset.test,
    predictor,
    standardisation,
    trainingImages,
    engine: record,
    codeVersion: codeVersion(),
    finishedAt: new Date(),
  });
  log.append({ type: "published", manifestSha256, bytes });
}

type Batch = Extract<TrainingEvent, { type: "batch" }>;

const toProgress = ({ since: _, ...batch }: Batch, point: PointMeasures): RunEventData => ({
  ...batch,
  type: "progress",
  point,
});

const toEvaluated = (
  { count, loss, accuracy, confusion, perClass }: Evaluation,
  predictionsSha256: string,
): RunEventData => ({
  type: "evaluated",
  count,
  testLoss: loss,
  testAccuracy: accuracy,
  confusion,
  perClass,
  predictionsSha256,
});
