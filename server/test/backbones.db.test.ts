/** Networks on a backbone whose weights may be missing, and what is seen while their features are computed. */
import { randomUUID } from "node:crypto";
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { presetSpec } from "#domain/experiments/presets";
import type { RunEventData } from "#domain/runs/events";
import type { SweepPlan } from "#domain/sweeps/plan-fields";
import { ENGINE, log, seedEvents, seedRun, seedTrainer } from "./seeds.ts";
import { createTestSite, type Person, type TestSite } from "./test-site.ts";

let site: TestSite;
let person: Person;
beforeAll(async () => {
  site = await createTestSite();
  person = await site.signUp();
});
afterAll(() => site.close());
beforeEach(async () => {
  const { prisma } = site.services;
  await prisma.sweep.deleteMany();
  await prisma.experiment.deleteMany();
  await prisma.trainer.deleteMany();
  await prisma.labWork.deleteMany();
});

const xception = presetSpec("pretrained");
const lite = presetSpec("pretrained-lite");
const launch = (spec = xception) =>
  site.as(person).experiments.launch({ name: "On a backbone", spec, key: randomUUID() });
const withLite = () => seedTrainer(site.services, { backbones: ["efficientnet-lite0"] });
const withBoth = () => seedTrainer(site.services, { backbones: ["efficientnet-lite0", "xception"] });
const gone = { heartbeatAt: new Date(0), backbones: ["efficientnet-lite0", "xception"] };

describe("the weights of a backbone", () => {
  it("are those that trainers who are there have", async () => {
    const read = () => site.as(null).launch.backbones();
    await seedTrainer(site.services, gone);
    expect(await read()).toEqual({ trainers: 0, trainable: [] });
    await withLite();
    expect(await read()).toEqual({ trainers: 1, trainable: ["efficientnet-lite0"] });
    await withBoth();
    expect(await read()).toEqual({ trainers: 2, trainable: ["efficientnet-lite0", "xception"] });
  });

  it("are asked for before a run waits for them in vain", async () => {
    await withLite();
    await expect(launch()).rejects.toMatchObject({
      code: "CONFLICT",
      message: expect.stringMatching(/has the weights of Xception\. Get them with “npm run backbone -- xception”/),
      cause: { field: "architecture.backbone.id" },
    });
    expect(await site.services.prisma.experiment.count()).toBe(0);
    await launch(lite);
    const runId = await seedRun(site.services, person.viewer.id, { spec: xception, state: "failed" });
    await expect(site.as(person).runs.again({ id: runId })).rejects.toThrow(/weights of Xception/);
    await withBoth();
    await launch();
    await site.as(person).runs.again({ id: runId });
  });

  it("may come with a trainer, while there is none", async () => {
    await seedTrainer(site.services, { ...gone, backbones: [] });
    const { runId } = await launch();
    expect(await site.as(person).runs.byId({ id: runId })).toMatchObject({
      preset: "pretrained",
      backbone: "xception",
      parameters: 33_707_954,
    });
  });

  it("are asked for all runs of a sweep", async () => {
    await withLite();
    const plan: SweepPlan = {
      v: 1,
      base: lite,
      method: { kind: "grid" },
      dimensions: [{ path: "network", values: { kind: "list", values: ["scratch", "pretrained"] } }],
      repetitions: 1,
      halving: null,
    };
    const sweep = () => site.as(person).sweeps.launch({ name: "Networks", plan, key: randomUUID() });
    await expect(sweep()).rejects.toThrow(/weights of Xception/);
    expect(await site.services.prisma.run.count()).toBe(0);
    await withBoth();
    await sweep();
    expect(await site.services.prisma.run.count()).toBe(2);
  });
});

describe("lab 2", () => {
  const lab = "lab-2";
  const labs = () => site.as(person).labs;
  const launchThird = () => labs().launch({ lab, networks: ["pretrained"], key: randomUUID() });
  const third = async () => (await labs().work({ lab })).runs.pretrained;

  it("trains Xception where a trainer has its weights, and another network elsewhere", async () => {
    await launchThird();
    expect((await third())?.run).toMatchObject({ preset: "pretrained-lite", name: "Lab 2, pretrained, lite" });
    await withLite();
    await launchThird();
    expect((await third())?.run.preset).toBe("pretrained-lite");
    await withBoth();
    await launchThird();
    expect(await third()).toMatchObject({ run: { preset: "pretrained", name: "Lab 2, pretrained" }, differences: [] });
  });

  it("lets a run of either stand for the network, and compares it with what the lab asks of that one", async () => {
    const runs = [];
    for (const spec of [xception, { ...lite, epochs: 2 }]) {
      runs.push(await seedRun(site.services, person.viewer.id, { spec, state: "succeeded" }));
    }
    await seedRun(site.services, person.viewer.id, { spec: presetSpec("pretrained-gap"), state: "succeeded" });
    const candidates = await labs().candidates({ lab, network: "pretrained" });
    expect(candidates.map(({ id }) => id)).toEqual(runs);
    for (const runId of runs) {
      await labs().choose({ lab, network: "pretrained", runId });
      expect((await third())?.run.id).toBe(runId);
    }
    expect((await third())?.differences).toEqual(["2 epochs instead of 10"]);
  });
});

describe("features on their way", () => {
  const features = (done: number): RunEventData => ({
    type: "features",
    phase: "computing",
    done,
    total: 60_000,
    imagesPerSecond: 200,
  });
  const started: RunEventData = {
    type: "started",
    engine: ENGINE,
    trainer: "vm",
    trainingImages: 40_000,
    validationImages: 10_000,
    stepsPerEpoch: 1250,
    parameters: 330_506,
  };

  it("are told with the run until it trains, and stay out of its log", async () => {
    const id = await seedRun(site.services, person.viewer.id, { spec: lite, state: "running" });
    const read = async () => {
      const { features } = await site.as(person).runs.byId({ id });
      const { rows } = await site.as(person).runs.list({});
      expect(rows.find((row) => row.id === id)?.features).toEqual(features);
      return features;
    };
    expect(await read()).toBeNull();
    await seedEvents(site.services, id, 1, [log("Read 50,000 images."), features(32), log("…"), features(64)]);
    expect(await read()).toEqual({ phase: "computing", done: 64, total: 60_000, imagesPerSecond: 200 });
    const { events } = await site.as(person).runs.events({ id, progress: false });
    expect(events.map(({ data }) => data.type)).toEqual(["log", "log"]);
    await seedEvents(site.services, id, 5, [started]);
    expect(await read()).toBeNull();
    // Another attempt looks for them once more.
    await seedEvents(site.services, id, 6, [features(60_000)]);
    expect((await read())?.done).toBe(60_000);
    await site.services.prisma.run.update({ where: { id }, data: { state: "cancelled" } });
    expect(await read()).toBeNull();
  });
});
