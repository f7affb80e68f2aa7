import { randomUUID } from "node:crypto";
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { presetSpec } from "#domain/experiments/presets";
import { ACTIVE_RUNS_PER_USER } from "#domain/limits";
import { UNDO_MS } from "../runs/purge-deleted.ts";
import { seedModel, seedRun, seedTrainer } from "./seeds.ts";
import { createTestSite, type Person, type TestSite } from "./test-site.ts";

let site: TestSite;
let person: Person;
beforeAll(async () => {
  site = await createTestSite();
  person = await site.signUp();
});
afterAll(() => site.close());
beforeEach(async () => {
  await site.services.prisma.experiment.deleteMany();
  await site.services.prisma.trainer.deleteMany();
});

const spec = presetSpec("scratch");
const launch = (overrides: object = {}) =>
  site.as(person).experiments.launch({ name: "First", spec, key: randomUUID(), ...overrides });
const stateOf = async (id: string) =>
  site.services.prisma.run.findUniqueOrThrow({ where: { id }, select: { state: true, command: true } });
const jobsOf = (runId: string) =>
  site.services.prisma.$queryRaw<{ state: string }[]>`
    SELECT state::text FROM pgboss.job WHERE name = 'train' AND singleton_key = ${runId}`;

describe("launch", () => {
  it("writes experiment, run and job", async () => {
    const { experimentId, runId } = await launch();
    expect(await site.as(person).runs.byId({ id: runId })).toMatchObject({
      experimentId,
      name: "First",
      preset: "scratch",
      state: "queued",
      epochs: 10,
      seed: 1,
      spec,
      lastSeq: 0,
    });
    expect(await jobsOf(runId)).toEqual([{ state: "created" }]);
  });

  it("is one launch however often the same form is sent, also at the same moment", async () => {
    const key = randomUUID();
    const launched = await Promise.all([launch({ key }), launch({ key }), launch({ key })]);
    expect(new Set(launched.map(({ runId }) => runId)).size).toBe(1);
    expect(await launch({ key })).toEqual(launched[0]);
    expect(await site.services.prisma.run.count()).toBe(1);
    const other = await site.signUp();
    const theirs = await site.as(other).experiments.launch({ name: "Theirs", spec, key });
    expect(theirs.runId).not.toBe(launched[0]?.runId);
  });

  it("refuses numbers out of bounds, naming field and limit", async () => {
    await expect(launch({ spec: { ...spec, epochs: 201 } })).rejects.toThrow(/Epochs must be at most 200/);
    await expect(launch({ spec: { ...spec, extra: 1 } })).rejects.toThrow();
    await expect(launch({ name: "  " })).rejects.toThrow(/Give the experiment a name/);
  });

  it("refuses what would cost too much, and writes nothing", async () => {
    const dense = {
      kind: "dense",
      units: 4096,
      activation: "relu",
      dropout: 0,
      kernelInitializer: "glorotUniform",
    } as const;
    const wide = { ...spec, architecture: { ...spec.architecture, blocks: [dense, dense] } };
    await expect(launch({ spec: wide })).rejects.toThrow(/parameters to train; the limit is/);
    await expect(site.as(person).launch.estimate({ spec: wide })).rejects.toThrow(/the limit is/);
    expect(await site.services.prisma.experiment.count()).toBe(0);
  });

  it("keeps to the limit of active runs, also when launches race", async () => {
    for (let i = 0; i < ACTIVE_RUNS_PER_USER - 1; i++) await seedRun(site.services, person.viewer.id);
    const launched = await Promise.allSettled([launch(), launch(), launch()]);
    expect(launched.filter(({ status }) => status === "fulfilled")).toHaveLength(1);
    await expect(launch()).rejects.toMatchObject({ code: "TOO_MANY_REQUESTS" });
    expect(await site.services.prisma.run.count()).toBe(ACTIVE_RUNS_PER_USER);
  });
});

describe("the queue", () => {
  it("says place, reason and expected start", async () => {
    const [first, second] = [await launch(), await launch()];
    const place = async (id: string) => (await site.as(person).runs.byId({ id })).queue;
    expect(await place(first.runId)).toEqual({
      place: 1,
      waitingFor: "No trainer is connected; the run starts when one is.",
      expectedStart: null,
      paused: false,
    });

    const trainer = await seedTrainer(site.services, { flopsPerSecond: 1e10 });
    expect(await place(first.runId)).toMatchObject({ place: 1, waitingFor: "A trainer is free and takes it next." });
    const later = await place(second.runId);
    expect(later).toMatchObject({ place: 2, waitingFor: "One run is ahead of it." });
    const { trainers } = await site.as(person).launch.estimate({ spec });
    const seconds = trainers[0]?.trainingSeconds ?? 0;
    expect(seconds).toBeGreaterThan(1);
    const start = later?.expectedStart?.getTime() ?? 0;
    expect((start - Date.now()) / 1000).toBeGreaterThan(seconds - 5);
    expect((start - Date.now()) / 1000).toBeLessThan(seconds + 5);

    const stranger = await site.signUp();
    await seedRun(site.services, stranger.viewer.id, { name: "Secret", state: "running", trainerId: trainer.id });
    expect((await place(first.runId))?.waitingFor).toBe("The trainer is busy with another run.");
    const estimate = await site.as(person).launch.estimate({ spec });
    expect(estimate).toMatchObject({ place: 3, trainers: [{ busyWith: "another run", alive: true }] });
    expect(JSON.stringify(estimate)).not.toContain("Secret");

    site.advance(11_000);
    expect((await place(first.runId))?.waitingFor).toMatch(/No trainer is connected/);
    site.advance(-11_000);
  });
});

describe("cancel", () => {
  it("ends a queued run at once and takes its job out", async () => {
    const { runId } = await launch();
    await site.as(person).runs.cancel({ id: runId });
    expect(await stateOf(runId)).toMatchObject({ state: "cancelled" });
    expect(await jobsOf(runId)).toEqual([{ state: "cancelled" }]);
    await expect(site.as(person).runs.cancel({ id: runId })).rejects.toMatchObject({ code: "CONFLICT" });
  });

  it("asks the trainer of a running run", async () => {
    const { id: trainerId } = await seedTrainer(site.services);
    const id = await seedRun(site.services, person.viewer.id, { state: "running", trainerId });
    await site.as(person).runs.cancel({ id });
    expect(await stateOf(id)).toEqual({ state: "running", command: "cancel" });
  });

  it("ends a run whose trainer is gone, and fences that trainer off", async () => {
    const { id: trainerId } = await seedTrainer(site.services, { heartbeatAt: new Date(Date.now() - 60_000) });
    const id = await seedRun(site.services, person.viewer.id, { state: "running", trainerId, leaseEpoch: 3 });
    await site.as(person).runs.cancel({ id });
    expect(await site.as(person).runs.byId({ id })).toMatchObject({ state: "cancelled", leaseEpoch: 4 });
  });
});

describe("stop", () => {
  it("asks the trainer of a running run and nobody else", async () => {
    const running = await seedRun(site.services, person.viewer.id, { state: "running" });
    await site.as(person).runs.stop({ id: running });
    expect(await stateOf(running)).toEqual({ state: "running", command: "stop" });
    const { runId } = await launch();
    await expect(site.as(person).runs.stop({ id: runId })).rejects.toThrow(/has not started; cancel it/);
    const cancelling = await seedRun(site.services, person.viewer.id, { state: "running", command: "cancel" });
    await expect(site.as(person).runs.stop({ id: cancelling })).rejects.toThrow(/is being cancelled/);
  });
});

describe("again", () => {
  it("trains the same spec as another run of the same experiment", async () => {
    const { experimentId, runId } = await launch();
    const again = await site.as(person).runs.again({ id: runId });
    expect(again.runId).not.toBe(runId);
    expect(await site.as(person).runs.byId({ id: again.runId })).toMatchObject({ experimentId, spec, state: "queued" });
    expect(await jobsOf(again.runId)).toHaveLength(1);
  });
});

describe("delete", () => {
  it("hides a run and its published model at once, and restore brings both back", async () => {
    const publishedAt = new Date("2026-01-02T03:04:05Z");
    const { runId, modelId } = await seedModel(site.services, person.viewer.id, { publishedAt });
    await site.as(person).runs.delete({ id: runId });
    expect((await site.as(person).runs.list({})).total).toBe(0);
    expect((await site.as(null).models.leaderboard({})).rows).toEqual([]);
    await expect(site.as(person).models.byId({ id: modelId })).rejects.toMatchObject({ code: "NOT_FOUND" });

    await site.as(person).runs.restore({ id: runId });
    expect((await site.as(person).runs.list({})).total).toBe(1);
    expect(await site.as(null).models.byId({ id: modelId })).toMatchObject({ publishedAt, runId: null });
  });

  it("refuses a run that has not ended", async () => {
    const { runId } = await launch();
    await expect(site.as(person).runs.delete({ id: runId })).rejects.toThrow(/cancel it first/);
  });

  it("is final after its time, with files and all", async () => {
    const old = await seedModel(site.services, person.viewer.id);
    const next = await seedModel(site.services, person.viewer.id);
    await site.as(person).runs.delete({ id: old.runId });
    site.advance(UNDO_MS + 1000);
    await expect(site.as(person).runs.restore({ id: old.runId })).rejects.toThrow(/too long ago/);

    const { prisma, store } = site.services;
    const training = await seedRun(site.services, person.viewer.id, { state: "running" });
    await site.as(person).runs.delete({ id: next.runId });
    expect(await prisma.run.count({ where: { id: training } })).toBe(1);
    expect(await prisma.run.count({ where: { id: old.runId } })).toBe(0);
    await site.sweep();
    expect(await store.get(old.weightsSha256)).toBeNull();
    expect(await store.get(next.weightsSha256)).not.toBeNull();
    await site.as(person).runs.restore({ id: next.runId });
    site.advance(-UNDO_MS - 1000);
  });
});

describe("list", () => {
  it("filters, searches, sorts and pages, and counts every state", async () => {
    for (let i = 0; i < 12; i++) {
      await seedRun(site.services, person.viewer.id, {
        name: `Deep ${i}`,
        state: i < 4 ? "failed" : "succeeded",
        testAccuracy: i < 4 ? null : i / 100,
        startedAt: new Date(1e12 + i * 1000),
      });
    }
    await seedRun(site.services, person.viewer.id, { name: "Other" });
    const { list } = site.as(person).runs;

    const first = await list({ search: "deep", pageSize: 10 });
    expect([first.total, first.rows.length, first.rows[0]?.name]).toEqual([12, 10, "Deep 11"]);
    const rest = await list({ search: "deep", pageSize: 10, page: 2 });
    expect(rest.rows.map(({ name }) => name)).toEqual(["Deep 1", "Deep 0"]);
    const failed = await list({ state: ["failed"] });
    expect(failed.total).toBe(4);
    expect(failed.counts).toEqual({ queued: 1, running: 0, succeeded: 8, failed: 4, cancelled: 0 });
    const best = await list({ sort: { by: "test", order: "desc" } });
    expect(best.rows[0]?.name).toBe("Deep 11");
    expect(best.rows.at(-1)?.testAccuracy).toBeNull();
    expect((await list({})).rows[0]?.name).toBe("Other");
  });
});
