/** What a training worker does: train from the last checkpoint, write the run's log, test, publish. */
import { setImmediate as nextTurn } from "node:timers/promises";
import type { EngineRecord } from "#domain/runs/engine-record";
import type { PointMeasures, RunEventData, RunFailure } from "#domain/runs/events";
import { LayerObserver } from "#ml/evaluation/layer-observer";
import { createTraining, type Training } from "#ml/training/training";
import type { TrainingEvent } from "#ml/training/training-events";
import type { TrainingState } from "#ml/training/training-state";
import { restoreCheckpoint } from "../checkpoints/restore-checkpoint.ts";
import { saveCheckpoint } from "../checkpoints/save-checkpoint.ts";
import { EventLog } from "../event-log/event-log.ts";
import { historyOf } from "../event-log/run-history.ts";
import { rungReached } from "../event-log/rung-reached.ts";
import { storableText } from "../event-log/storable-text.ts";
import { type Bench, prepareBench } from "./bench.ts";
import { Broken } from "./broken.ts";
import { GpuMeter, gpuCommand } from "./gpu-meter.ts";
import type { Inbox } from "./inbox.ts";
import type { TrainAssignment } from "./messages.ts";
import { PointMeter } from "./point-meter.ts";
import { createProgressThrottle } from "./progress-throttle.ts";
import { stopwatch } from "./stopwatch.ts";
import { SystemMeter } from "./system-meter.ts";
import { testAndPublish } from "./test-and-publish.ts";
import { certainFailure } from "./training-failures.ts";

/**
 * Trains to the end, or until told otherwise.
 *
 * @param inbox gets commands and lines of output while this runs
 * @returns why the run fails, if it does and would do so again; null when the log says all
 * @throws whatever else went wrong: another attempt may succeed
 */
export async function trainRun(assignment: TrainAssignment, inbox: Inbox): Promise<RunFailure | null> {
  if (assignment.verdict) inbox.verdicts.add(assignment.verdict);
  const log = await EventLog.open(assignment.logFile, Date.now);
  inbox.follow((lines) => log.append(...lines.map((line) => ({ type: "log", ...line, output: true }) as const)));
  let bench: Bench | null = null;
  try {
    bench = await prepareBench(assignment, inbox, log);
    const training = await begin(bench);
    await train(bench, training);
    const trained = await training.result();
    training.dispose();
    await testAndPublish(bench, training, trained);
    return null;
  } catch (error) {
    if (error instanceof Broken) return null;
    const failure = certainFailure(error);
    if (failure) return failure;
    throw error;
  } finally {
    await bench?.frozen?.close();
    inbox.follow(null);
    log.close();
  }
}

/** A training at the newest whole checkpoint, or at its very beginning, and the event that says so. */
async function begin(bench: Bench): Promise<Training> {
  const { assignment, log, tell, store, engine, record, spec, dataset, standardisation, frozen } = bench;
  const { checkpoints, trainer } = assignment;
  const resume = await restoreCheckpoint(store, checkpoints, ({ epoch, step }, reason) => {
    const message = `The checkpoint after ${epoch} epochs and ${step} batches cannot be used: ${reason}`;
    log.append({ type: "log", level: "warn", message: storableText(message, 2000) });
  });
  const makingTook = stopwatch();
  const training = createTraining({
    spec,
    data: dataset.train,
    ...(frozen && { features: frozen.features, pretrained: frozen.weights }),
    image: frozen?.shape ?? dataset.image,
    classes: dataset.classes.length,
    standardisation,
    createLearner: engine.createLearner,
    clock: () => performance.now(),
    pause: nextTurn,
    ...(resume && { resume }),
  });
  const { started } = historyOf(log.events);
  const { trainingImages, validationImages, stepsPerEpoch, network } = training;
  tell(`Made the network and its ${resume ? "state from the checkpoint" : "first weights"} in ${makingTook()}.`);
  if (started) {
    log.append({ type: "resumed", engine: record, trainer, epoch: resume?.epoch ?? 0, step: resume?.step ?? 0 });
    if (!sameArithmetic(started.engine, record)) {
      const message =
        "This engine differs from the one that the run began on: the last digits of its results may, too.";
      log.append({ type: "log", level: "warn", message });
    }
  } else {
    const { parameters } = network;
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
  const { assignment, commands, verdicts, log, tell, store } = bench;
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
  let sinceLastBatch = stopwatch();
  const save = async (state: TrainingState) => {
    const began = performance.now();
    const checkpoint = await saveCheckpoint(state, store);
    savedAt = performance.now();
    log.append({ type: "checkpoint", ...checkpoint, seconds: (savedAt - began) / 1000 });
  };
  const stopIfAsked = (epoch: number) => {
    const reason = verdicts.stopReason;
    if (stopping || !(reason || commands.has("stop"))) return;
    stopping = true;
    training.stopAfterEpoch();
    if (reason) tell(reason);
    log.append({ type: "stopping", epoch });
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
        sinceLastBatch = stopwatch();
        points.add(event.since);
        if (isDue(event.step) || !Number.isFinite(event.loss)) {
          log.append(toProgress(event, points.take((event.epoch - 1) * stepsPerEpoch + event.step)));
        }
        // A training that has diverged says why next; its state is worth nothing.
        if (!Number.isFinite(event.loss)) continue;
      }
      if (event.type === "epoch") {
        const { epoch } = event;
        const validation = sinceLastBatch();
        const lookingTook = stopwatch();
        const state = await training.snapshot();
        // Computed once more after a restart, to the same numbers.
        if (epoch > history.lastEpoch) log.append(event);
        if (epoch > history.lastLayers) {
          log.append({ type: "layers", epoch, layers: await layers.observe(state.parameters) });
        }
        if (!Number.isFinite(event.validationLoss)) continue;
        const layerTime = lookingTook();
        const savingTook = stopwatch();
        await save(state);
        tell(
          `Epoch ${epoch}: validation took ${validation}, layer statistics ${layerTime}, checkpoint ${savingTook()}.`,
        );
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

const observerOf = ({ dataset, standardisation, frozen }: Bench, { network, validation }: Training) =>
  new LayerObserver({
    network,
    image: network.input,
    standardisation: frozen ? null : standardisation,
    examples: frozen?.features ?? dataset.train.images,
    indices: validation,
  });

type Batch = Extract<TrainingEvent, { type: "batch" }>;

const toProgress = ({ since: _, ...batch }: Batch, point: PointMeasures): RunEventData => ({
  ...batch,
  type: "progress",
  point,
});
