/** What runs record, as their readers get it. */
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { DATASETS } from "#domain/datasets/catalogue";
import type { RunEventData } from "#domain/runs/events";
import { type Distribution, HISTOGRAM_BINS } from "#domain/runs/layer-statistics";
import { decodeTestPredictions, encodeTestPredictions } from "#domain/runs/test-predictions";
import { findArtefact } from "../artefacts/find-artefact.ts";
import { removeRuns } from "../runs/remove-runs.ts";
import { log, seedEvents, seedRun } from "./seeds.ts";
import { createTestSite, type Person, type TestSite } from "./test-site.ts";

let site: TestSite;
let person: Person;
beforeAll(async () => {
  site = await createTestSite();
  person = await site.signUp();
});
afterAll(() => site.close());

const newRun = () => seedRun(site.services, person.viewer.id, { state: "running" });

const distribution = (mean: number | null, zeros = 0): Distribution => ({
  min: mean === null ? null : mean - 1,
  max: mean === null ? null : mean + 1,
  mean,
  deviation: mean === null ? null : 0.5,
  count: 10,
  zeros,
  nonFinite: mean === null ? 10 : 0,
  histogram: new Array(HISTOGRAM_BINS).fill(0),
});

const layersEvent = (epoch: number, mean: number | null): RunEventData => ({
  type: "layers",
  epoch,
  layers: [
    {
      layer: 0,
      name: "conv2d_1",
      weights: { kernel: distribution(mean), bias: distribution(0, 10) },
      activations: distribution(mean, 4),
    },
    { layer: 1, name: "flatten_1", weights: {}, activations: distribution(7) },
  ],
});

describe("numbers that are not finite", () => {
  it("reach the reader as they were measured", async () => {
    const id = await newRun();
    const progress = {
      type: "progress",
      epoch: 1,
      step: 1,
      stepsPerEpoch: 2,
      loss: Number.NaN,
      accuracy: 0.1,
      imagesPerSecond: 1,
    } as const;
    const epoch = {
      type: "epoch",
      epoch: 1,
      trainLoss: Number.POSITIVE_INFINITY,
      trainAccuracy: 0.1,
      validationLoss: Number.NaN,
      validationAccuracy: 0.1,
      seconds: 1,
      imagesPerSecond: 1,
    } as const;
    await seedEvents(site.services, id, 1, [progress, epoch]);
    const { type: _, ...row } = epoch;
    // Not by Prisma's own writes, which take one number that is not finite for another.
    await site.services.prisma.$executeRaw`
      INSERT INTO run_epoch ("runId", epoch, "trainLoss", "trainAccuracy", "validationLoss", "validationAccuracy", seconds,
                             "imagesPerSecond")
      VALUES (${id}::uuid, 1, 'Infinity', 0.1, 'NaN', 0.1, 1, 1)`;
    const { events } = await site.as(person).runs.events({ id });
    expect(events.map(({ data }) => data)).toEqual([progress, epoch]);
    expect(await site.as(person).runs.history({ id })).toEqual([row]);
  });
});

describe("runs.layers", () => {
  it("has nothing before the first epoch", async () => {
    const id = await newRun();
    expect(await site.as(person).runs.layers({ id })).toEqual({ epochs: [], epoch: null, layers: [] });
    expect(await site.as(person).runs.layerDevelopment({ id })).toEqual({ epochs: [], lines: [] });
  });

  it("tells of the latest epoch, or the one that is asked for, and stays out of the log", async () => {
    const id = await newRun();
    const [first, second] = [layersEvent(1, 2), layersEvent(2, 3)];
    await seedEvents(site.services, id, 1, [log("a"), first, log("b"), second]);
    const layersOf = (event: RunEventData) => (event.type === "layers" ? event.layers : []);
    const api = site.as(person);
    expect(await api.runs.layers({ id })).toEqual({ epochs: [1, 2], epoch: 2, layers: layersOf(second) });
    expect(await api.runs.layers({ id, epoch: 1 })).toEqual({ epochs: [1, 2], epoch: 1, layers: layersOf(first) });
    await expect(api.runs.layers({ id, epoch: 3 })).rejects.toMatchObject({ code: "NOT_FOUND" });
    const { events } = await api.runs.events({ id, progress: false });
    expect(events.map(({ seq }) => seq)).toEqual([1, 3]);
  });

  it("tells how each layer developed", async () => {
    const id = await newRun();
    await seedEvents(site.services, id, 1, [layersEvent(1, 2), layersEvent(2, null), layersEvent(3, 4)]);
    const { epochs, lines } = await site.as(person).runs.layerDevelopment({ id });
    expect(epochs).toEqual([1, 2, 3]);
    expect(lines.map(({ layer, name, weight }) => [layer, name, weight])).toEqual([
      [0, "conv2d_1", "bias"],
      [0, "conv2d_1", "kernel"],
      [0, "conv2d_1", null],
      [1, "flatten_1", null],
    ]);
    expect(lines[1]).toMatchObject({
      mean: [2, null, 4],
      deviation: [0.5, null, 0.5],
      min: [1, null, 3],
      max: [3, null, 5],
      zeros: [0, 0, 0],
      nonFinite: [0, 1, 0],
    });
    expect(lines[2]).toMatchObject({ zeros: [0.4, 0.4, 0.4] });
  });

  it("thins out a long development and keeps its last epoch", async () => {
    const id = await newRun();
    const all = Array.from({ length: 200 }, (_, i) => layersEvent(i + 1, i));
    await seedEvents(site.services, id, 1, all);
    const { epochs, lines } = await site.as(person).runs.layerDevelopment({ id });
    expect(epochs).toHaveLength(100);
    expect(epochs.slice(-2)).toEqual([198, 200]);
    expect(lines[1]?.mean.slice(-2)).toEqual([197, 199]);
  });
});

describe("runs.predictions", () => {
  const predictions = {
    classes: 10,
    labels: Uint8Array.of(3, 5),
    top: Uint8Array.of(3, 5, 2, 3, 5, 7),
    probabilities: Float32Array.of(0.75, 0.125, 0.0625, 0.5, 0.25, 0.125),
  };

  it("gives the file of a run that was tested", async () => {
    const { sha256 } = await site.services.store.put(encodeTestPredictions(predictions));
    const id = await seedRun(site.services, person.viewer.id, { predictionsSha256: sha256 });
    const answer = await site.as(person).runs.predictions({ id });
    expect(answer).toMatchObject({ sha256, classes: DATASETS.cifar10.classes });
    expect(decodeTestPredictions(new Uint8Array(Buffer.from(answer.file, "base64")))).toEqual(predictions);
    // It is no file for everybody, nor for whoever knows its hash.
    expect(await findArtefact(site.services.prisma, sha256, site.reader(person))).toBeNull();
  });

  it("says so when a run was not tested", async () => {
    const id = await newRun();
    await expect(site.as(person).runs.predictions({ id })).rejects.toThrow(/ended before its test/);
  });

  it("goes with the last run that names it", async () => {
    const { services } = site;
    const { sha256 } = await services.store.put(encodeTestPredictions({ ...predictions, labels: Uint8Array.of(1, 1) }));
    const runs = [1, 2].map(() =>
      seedRun(services, person.viewer.id, { state: "succeeded", predictionsSha256: sha256 }),
    );
    const [one, other] = await Promise.all(runs);
    await removeRuns(services, { where: { id: one as string } });
    await site.sweep();
    expect(await services.store.get(sha256)).not.toBeNull();
    await removeRuns(services, { where: { id: other as string } });
    await site.sweep();
    expect(await services.store.get(sha256)).toBeNull();
  });
});

describe("runs.layerHistograms", () => {
  it("shows one layer after each epoch", async () => {
    const id = await newRun();
    await seedEvents(site.services, id, 1, [layersEvent(1, 2), layersEvent(2, 3)]);
    const api = site.as(person);
    const first = await api.runs.layerHistograms({ id, layer: 0 });
    expect(first.map(({ epoch }) => epoch)).toEqual([1, 2]);
    expect(first[1]?.weights.kernel).toEqual(distribution(3));
    expect(first[1]?.activations).toEqual(distribution(3, 4));
    expect((await api.runs.layerHistograms({ id, layer: 1 }))[0]?.activations).toEqual(distribution(7));
    expect(await api.runs.layerHistograms({ id, layer: 2 })).toEqual([]);
  });

  it("shows no more hills than can be told apart, the last epoch among them", async () => {
    const id = await newRun();
    await seedEvents(
      site.services,
      id,
      1,
      Array.from({ length: 200 }, (_, i) => layersEvent(i + 1, i)),
    );
    const hills = await site.as(person).runs.layerHistograms({ id, layer: 0 });
    expect(hills.length).toBeLessThanOrEqual(24);
    expect(hills.at(-1)?.epoch).toBe(200);
  });
});

describe("runs.events", () => {
  it("leaves progress and statistics out of a log, and says whether single answers are kept", async () => {
    const id = await newRun();
    await seedEvents(site.services, id, 1, [log("one"), layersEvent(1, 2), log("two")]);
    const { events } = await site.as(person).runs.events({ id, progress: false });
    expect(events.map(({ seq }) => seq)).toEqual([1, 3]);
    expect((await site.as(person).runs.byId({ id })).answers).toBe(false);
  });
});
