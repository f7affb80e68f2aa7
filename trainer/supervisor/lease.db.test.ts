import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { layersOf } from "#domain/architectures/layers-of";
import { DATASETS } from "#domain/datasets/catalogue";
import { presetSpec } from "#domain/experiments/presets";
import type { EngineRecord } from "#domain/runs/engine-record";
import type { PointMeasures, RunEvent, RunEventData } from "#domain/runs/events";
import { TRAIN_QUEUE } from "#domain/runs/train-job";
import { Network } from "#ml/architectures/network";
import { pruneCheckpoints } from "../checkpoints/prune-checkpoints.ts";
import { asTrained } from "../publishing/deliver-weights.ts";
import { publishModel } from "../publishing/publish-model.ts";
import { Workplace } from "../test/workplace.ts";
import { type ClaimedRun, claimRun } from "./claim-run.ts";
import { countCrash } from "./count-crash.ts";
import { endedEvent, finishRun, readSuccess } from "./finish-run.ts";
import { LeaseLostError } from "./lease.ts";
import { loadEvents } from "./load-history.ts";
import { requeueRun } from "./requeue-run.ts";
import { rescueRuns } from "./rescue-runs.ts";
import { shipEvents } from "./ship-events.ts";

const TRAINER = "11111111-1111-4111-8111-111111111111";
const SHA = (digit: string) => digit.repeat(64);

const ENGINE: EngineRecord = {
  kind: "wasm",
  version: "4.22.0",
  tfjs: "4.22.0",
  device: "cpu",
  deviceName: "Test CPU",
  precision: "float32",
  threads: 1,
  node: "24.0.0",
  platform: "linux-x64",
};

let place: Workplace;

beforeAll(async () => {
  place = await Workplace.open();
  const now = new Date();
  await place.prisma.trainer.create({
    data: { id: TRAINER, name: "test", engine: {}, startedAt: now, heartbeatAt: now },
  });
});

afterAll(() => place.close());

async function claim(runId: string): Promise<ClaimedRun> {
  const run = await claimRun(place.prisma, runId, TRAINER);
  if (!run) throw new Error("The run could not be claimed.");
  return run;
}

const numbered = (first: number, ...data: RunEventData[]): RunEvent[] =>
  data.map((item, i) => ({ seq: first + i, at: 1_700_000_000_123 + i, data: item }));

const epochEvent = (epoch: number, validationAccuracy: number): RunEventData => ({
  type: "epoch",
  epoch,
  trainLoss: null,
  trainAccuracy: 0.5,
  validationLoss: 1.25,
  validationAccuracy,
  seconds: 10,
  imagesPerSecond: 100,
});

const checkpointEvent = (epoch: number, step: number, sha256: string): RunEventData => ({
  type: "checkpoint",
  epoch,
  step,
  sha256,
  bytes: 7,
});

const everything = (runId: string) =>
  place.prisma.run.findUniqueOrThrow({
    where: { id: runId },
    include: { events: { orderBy: { seq: "asc" } }, epochs: true, checkpoints: true, model: true },
  });

describe("shipEvents", () => {
  it("brings events, and what follows from them, once", async () => {
    const run = await claim(await place.launch());
    const events = numbered(
      1,
      { type: "log", level: "info", message: 'It\'s "quoted" \\ and ü' },
      epochEvent(1, 0.4),
      checkpointEvent(1, 0, SHA("a")),
      epochEvent(2, 0.6),
      { type: "progress", epoch: 3, step: 9, stepsPerEpoch: 10, loss: 0.5, accuracy: 0.75, imagesPerSecond: 120 },
    );
    await shipEvents(place.prisma, run, events.slice(0, 3));
    await shipEvents(place.prisma, run, events.slice(3));
    const once = await everything(run.runId);
    expect(once.events.map(({ seq, at, data }) => ({ seq, at: at.getTime(), data }))).toEqual(events);
    expect(once.events.map(({ type }) => type)).toEqual(["log", "epoch", "checkpoint", "epoch", "progress"]);
    expect(once.epochs).toHaveLength(2);
    expect(once.checkpoints).toMatchObject([{ epoch: 1, step: 0, sha256: SHA("a"), bytes: 7 }]);
    expect(once).toMatchObject({
      epoch: 3,
      step: 9,
      stepsPerEpoch: 10,
      imagesPerSecond: 120,
      trainingSeconds: 20,
      bestEpoch: 2,
      bestValidationAccuracy: 0.6,
    });

    await shipEvents(place.prisma, run, events);
    const { heartbeatAt: _, updatedAt: __, epoch: ___, ...again } = await everything(run.runId);
    expect(once).toMatchObject(again);
  });

  it("keeps the earlier of two equal epochs as the best, and the best when worse follow", async () => {
    const run = await claim(await place.launch());
    await shipEvents(place.prisma, run, numbered(1, epochEvent(1, 0.6), epochEvent(2, 0.6)));
    await shipEvents(place.prisma, run, numbered(3, epochEvent(3, 0.6), epochEvent(4, 0.5)));
    expect(await everything(run.runId)).toMatchObject({ bestEpoch: 1, bestValidationAccuracy: 0.6 });
  });

  it("counts a trainer that was lost as a crash", async () => {
    const run = await claim(await place.launch());
    expect(await shipEvents(place.prisma, run, [])).toMatchObject({ crashes: 0 });
    const second = await claim(run.runId);
    expect(await shipEvents(place.prisma, second, [])).toMatchObject({ crashes: 1 });
    expect(await requeueRun(place.prisma, place.boss, second, 1)).toBe(true);
    expect(await shipEvents(place.prisma, await claim(run.runId), [])).toMatchObject({ crashes: 2 });
  });

  it("returns what the owner asks, and forgives crashes once something is kept", async () => {
    const run = await claim(await place.launch());
    await place.prisma.run.update({ where: { id: run.runId }, data: { command: "stop" } });
    expect(await countCrash(place.prisma, run)).toBe(1);
    expect(await countCrash(place.prisma, run)).toBe(2);
    expect(await shipEvents(place.prisma, run, [])).toEqual({ command: "stop", crashes: 2 });
    const kept = numbered(1, { type: "features-kept", done: 512 });
    expect(await shipEvents(place.prisma, run, kept)).toEqual({ command: "stop", crashes: 0 });
    expect(await countCrash(place.prisma, run)).toBe(1);
    const checkpoint = numbered(2, checkpointEvent(0, 5, SHA("b")));
    expect(await shipEvents(place.prisma, run, checkpoint)).toEqual({ command: "stop", crashes: 0 });
  });
});

const progressEvent = (step: number, loss: number, point: Partial<PointMeasures> = {}): RunEventData => ({
  type: "progress",
  epoch: 2,
  step,
  stepsPerEpoch: 10,
  loss,
  accuracy: 0.5,
  imagesPerSecond: 100 * step,
  point: {
    loss,
    accuracy: 0.25,
    learningRate: 0.001,
    processors: 1.5,
    memoryBytes: 2 ** 30,
    gpu: null,
    gpuMemoryBytes: null,
    ...point,
  },
});

describe("measurements", () => {
  const measured = async (runId: string) => {
    const [points, metrics] = await Promise.all([
      place.prisma.runPoint.findMany({ where: { runId }, orderBy: { seq: "asc" } }),
      place.prisma.runMetric.findMany({ where: { runId } }),
    ]);
    const metricOf = Object.fromEntries(metrics.map(({ runId: _, metric, ...sums }) => [metric, sums]));
    return { points, metricOf };
  };

  it("become points, and sums of each metric, once", async () => {
    const run = await claim(await place.launch());
    const events = numbered(
      1,
      progressEvent(1, 3),
      progressEvent(2, 1, { gpu: 0.5 }),
      { type: "progress", epoch: 2, step: 3, stepsPerEpoch: 10, loss: 9, accuracy: 0.5, imagesPerSecond: 1 },
      progressEvent(4, 2),
      epochEvent(2, 0.5),
    );
    await shipEvents(place.prisma, run, events.slice(0, 2));
    // Overlaps with what has arrived, as after an answer that was lost.
    await shipEvents(place.prisma, run, events.slice(1));
    const once = await measured(run.runId);
    expect(once.points).toMatchObject([
      { seq: 1, step: 11, loss: 3, accuracy: 0.25, learningRate: 0.001, imagesPerSecond: 100, gpu: null },
      { seq: 2, step: 12, loss: 1, gpu: 0.5, processors: 1.5, memoryBytes: 2 ** 30 },
      { seq: 4, step: 14, loss: 2 },
    ]);
    expect(once.points[0]?.at.getTime()).toBe(events[0]?.at);
    expect(once.metricOf).toEqual({
      loss: { count: 3, first: 3, last: 2, min: 1, max: 3 },
      accuracy: { count: 3, first: 0.25, last: 0.25, min: 0.25, max: 0.25 },
      learningRate: { count: 3, first: 0.001, last: 0.001, min: 0.001, max: 0.001 },
      imagesPerSecond: { count: 3, first: 100, last: 400, min: 100, max: 400 },
      processors: { count: 3, first: 1.5, last: 1.5, min: 1.5, max: 1.5 },
      memoryBytes: { count: 3, first: 2 ** 30, last: 2 ** 30, min: 2 ** 30, max: 2 ** 30 },
      gpu: { count: 1, first: 0.5, last: 0.5, min: 0.5, max: 0.5 },
      validationAccuracy: { count: 1, first: 0.5, last: 0.5, min: 0.5, max: 0.5 },
      validationLoss: { count: 1, first: 1.25, last: 1.25, min: 1.25, max: 1.25 },
      trainAccuracy: { count: 1, first: 0.5, last: 0.5, min: 0.5, max: 0.5 },
      epochSeconds: { count: 1, first: 10, last: 10, min: 10, max: 10 },
    });

    await shipEvents(place.prisma, run, events);
    expect(await measured(run.runId)).toEqual(once);
  });

  it("keep numbers that are not finite, and leave them out of minimum and maximum", async () => {
    const run = await claim(await place.launch());
    const losses = [2, Number.POSITIVE_INFINITY, 1, Number.NaN, Number.NEGATIVE_INFINITY];
    const events = numbered(1, ...losses.map((loss, i) => progressEvent(i + 1, loss)), {
      ...epochEvent(1, 0.9),
      trainLoss: Number.POSITIVE_INFINITY,
      validationLoss: Number.NaN,
    } as RunEventData);
    for (const event of events) await shipEvents(place.prisma, run, [event]);
    const { points, metricOf } = await measured(run.runId);
    expect(points.map(({ loss }) => loss)).toEqual(losses);
    expect(metricOf.loss).toEqual({ count: 5, first: 2, last: Number.NEGATIVE_INFINITY, min: 1, max: 2 });
    expect(metricOf.validationLoss).toEqual({
      count: 1,
      first: Number.NaN,
      last: Number.NaN,
      min: null,
      max: null,
    });
    expect(await everything(run.runId)).toMatchObject({
      epochs: [{ trainLoss: Number.POSITIVE_INFINITY, validationLoss: Number.NaN }],
      // Weights that answer with no number are not the best.
      bestEpoch: null,
    });
    expect(await loadEvents(place.prisma, run.runId)).toEqual(events);
  });

  it("of the test set are the run's results", async () => {
    const run = await claim(await place.launch());
    const evaluated: RunEventData = {
      type: "evaluated",
      count: 2,
      testLoss: Number.POSITIVE_INFINITY,
      testAccuracy: 0.5,
      confusion: [
        [1, 0],
        [1, 0],
      ],
      perClass: [1, 0],
      predictionsSha256: SHA("e"),
    };
    await shipEvents(place.prisma, run, numbered(1, evaluated));
    expect(await everything(run.runId)).toMatchObject({
      testLoss: Number.POSITIVE_INFINITY,
      testAccuracy: 0.5,
      testCount: 2,
      predictionsSha256: SHA("e"),
    });
    expect((await measured(run.runId)).metricOf).toEqual({
      testAccuracy: { count: 1, first: 0.5, last: 0.5, min: 0.5, max: 0.5 },
      testLoss: { count: 1, first: Number.POSITIVE_INFINITY, last: Number.POSITIVE_INFINITY, min: null, max: null },
    });
  });
});

describe("a model", () => {
  /** Publishes what a network that was lost would be, and ends its run with it. */
  async function publish(loss: number) {
    const run = await claim(await place.launch());
    const spec = presetSpec("scratch");
    const network = new Network(layersOf(spec.architecture, 10), [32, 32, 3]);
    const parameters = new Float32Array(network.parameters);
    const { manifestSha256 } = await publishModel({
      store: place.store,
      spec,
      trained: { parameters, epoch: 1, epochs: 1, endedEarly: false, seconds: 1 },
      delivered: asTrained(parameters, { count: 1, loss, accuracy: 0, confusion: [[0]], perClass: [0] }),
      neighbours: null,
      image: [32, 32, 3],
      classes: DATASETS.cifar10.classes,
      test: { images: new Uint8Array(32 * 32 * 3), labels: Uint8Array.of(3) },
      network,
      frozen: null,
      createPredictor: () => ({ logits: async () => new Float32Array(10), dispose: () => {} }),
      standardisation: { mean: 0.5, std: 0.25 },
      trainingImages: 40_000,
      engine: ENGINE,
      codeVersion: "test",
      finishedAt: new Date(),
    });
    const end = await readSuccess(place.store, manifestSha256);
    await finishRun(place.prisma, run, numbered(1, endedEvent(end)), end);
    const file = JSON.parse(new TextDecoder().decode((await place.store.get(manifestSha256)) ?? undefined));
    return {
      written: file.test.loss,
      read: end.manifest.test.loss,
      kept: (await everything(run.runId)).model?.testLoss,
    };
  }

  it.each([Number.NaN, Number.POSITIVE_INFINITY])("keeps a test loss of %s by its name", async (loss) => {
    expect(await publish(loss)).toEqual({ written: String(loss), read: loss, kept: loss });
  });

  it("has a test loss that is a number as one", async () => {
    expect(await publish(1.25)).toEqual({ written: 1.25, read: 1.25, kept: 1.25 });
  });
});

describe("a trainer that lost its lease", () => {
  it("can change nothing, whatever it writes", async () => {
    const zombie = await claim(await place.launch());
    await shipEvents(place.prisma, zombie, numbered(1, checkpointEvent(0, 1, SHA("c"))));
    const current = await claim(zombie.runId);
    expect(current.leaseEpoch).toBe(zombie.leaseEpoch + 1);
    const before = await everything(zombie.runId);

    const late = numbered(2, epochEvent(1, 0.9), checkpointEvent(1, 0, SHA("d")));
    await expect(shipEvents(place.prisma, zombie, late)).rejects.toThrow(LeaseLostError);
    await expect(shipEvents(place.prisma, zombie, [])).rejects.toThrow(LeaseLostError);
    await expect(finishRun(place.prisma, zombie, late, { state: "cancelled" })).rejects.toThrow(LeaseLostError);
    await expect(countCrash(place.prisma, zombie)).rejects.toThrow(LeaseLostError);
    await pruneCheckpoints(place.prisma, place.store, zombie, 0);
    expect(await requeueRun(place.prisma, place.boss, zombie, 0)).toBe(false);
    expect(await everything(zombie.runId)).toEqual(before);
  });

  it("learns that its run was removed", async () => {
    const run = await claim(await place.launch());
    await place.prisma.run.delete({ where: { id: run.runId } });
    await expect(shipEvents(place.prisma, run, numbered(1, epochEvent(1, 0.9)))).rejects.toThrow(LeaseLostError);
  });

  it("cannot write to a run that has ended, and nobody can claim it", async () => {
    const run = await claim(await place.launch());
    const ended: RunEventData = { type: "ended", state: "cancelled", endedEarly: false, message: null };
    await finishRun(place.prisma, run, numbered(1, ended), { state: "cancelled" });
    expect(await place.prisma.auditEntry.findMany({ select: { runId: true, action: true, actorId: true } })).toEqual([
      { runId: run.runId, action: "cancelled", actorId: null },
    ]);
    await expect(shipEvents(place.prisma, run, [])).rejects.toThrow(LeaseLostError);
    expect(await claimRun(place.prisma, run.runId, TRAINER)).toBeNull();
    expect(await everything(run.runId)).toMatchObject({ state: "cancelled", events: [{ seq: 1, type: "ended" }] });
  });
});

describe("pruneCheckpoints", () => {
  it("keeps the latest, and bytes that another run names", async () => {
    const [one, two, three] = await Promise.all(
      ["one", "two", "three"].map((text) => place.store.put(new TextEncoder().encode(text))),
    );
    if (!one || !two || !three) throw new Error("unreachable");
    const run = await claim(await place.launch());
    const other = await claim(await place.launch());
    await shipEvents(place.prisma, other, numbered(1, checkpointEvent(9, 0, two.sha256)));
    await shipEvents(
      place.prisma,
      run,
      numbered(
        1,
        checkpointEvent(0, 5, one.sha256),
        checkpointEvent(0, 9, two.sha256),
        checkpointEvent(1, 0, three.sha256),
      ),
    );
    await pruneCheckpoints(place.prisma, place.store, run, 1);
    const { checkpoints } = await everything(run.runId);
    expect(checkpoints.map(({ sha256 }) => sha256)).toEqual([three.sha256]);
    expect(await place.store.get(one.sha256)).toBeNull();
    expect(await place.store.get(two.sha256)).not.toBeNull();
    expect(await place.store.get(three.sha256)).not.toBeNull();
  });
});

describe("the queue", () => {
  const liveJobs = async (runId: string) =>
    (await place.boss.findJobs(TRAIN_QUEUE, { key: runId })).filter(({ state }) => state === "created");

  it("has a requeued run's job at once, although the old one was being worked on", async () => {
    const runId = await place.launch();
    await place.until("the job", async () => {
      const [job] = await place.boss.fetch<{ runId: string }>(TRAIN_QUEUE);
      return job?.data.runId === runId;
    });
    const run = await claim(runId);
    expect(await liveJobs(runId)).toHaveLength(0);
    expect(await requeueRun(place.prisma, place.boss, run, 0)).toBe(true);
    expect(await liveJobs(runId)).toHaveLength(1);
    expect((await everything(runId)).state).toBe("queued");
  });

  it("gives up a running run that it no longer knows, and takes back one that waits", async () => {
    const long = new Date(Date.now() - 10 * 60_000);
    const running = await claim(await place.launch());
    await shipEvents(place.prisma, running, numbered(1, epochEvent(1, 0.5)));
    const waiting = await place.launch();
    const alive = await claim(await place.launch());
    for (const runId of [running.runId, waiting, alive.runId]) {
      const jobs = await place.boss.findJobs(TRAIN_QUEUE, { key: runId });
      await place.boss.deleteJob(
        TRAIN_QUEUE,
        jobs.map(({ id }) => id),
      );
    }
    await place.prisma.$executeRaw`UPDATE run SET "heartbeatAt" = ${long} WHERE id = ${running.runId}::uuid`;
    await place.prisma.$executeRaw`UPDATE run SET "updatedAt" = ${long} WHERE id = ${waiting}::uuid`;

    await rescueRuns(place.prisma, place.boss);
    expect(await everything(running.runId)).toMatchObject({
      state: "failed",
      failure: { code: "retries" },
      events: [{ seq: 1 }, { seq: 2, type: "ended" }],
    });
    await expect(shipEvents(place.prisma, running, [])).rejects.toThrow(LeaseLostError);
    expect((await everything(waiting)).state).toBe("queued");
    expect(await liveJobs(waiting)).toHaveLength(1);
    expect((await everything(alive.runId)).state).toBe("running");
  });
});
