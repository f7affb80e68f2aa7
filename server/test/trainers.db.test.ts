/** The page of trainers and queue: what everybody sees, how owners and administrators order, pause and drain. */
import { randomUUID } from "node:crypto";
import { readFile } from "node:fs/promises";
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { presetSpec } from "#domain/experiments/presets";
import type { SweepPlan } from "#domain/sweeps/plan-fields";
import { seedRun, seedSweep, seedTrainer } from "./seeds.ts";
import { createTestSite, type Person, type TestSite } from "./test-site.ts";

const spec = presetSpec("scratch");

let site: TestSite;
let administrator: Person;
let ada: Person;
let ben: Person;
beforeAll(async () => {
  site = await createTestSite();
  // Whoever signs up first is that.
  administrator = await site.signUp();
  ada = await site.signUp();
  ben = await site.signUp();
});
afterAll(() => site.close());
beforeEach(async () => {
  const { prisma } = site.services;
  await prisma.experiment.deleteMany();
  await prisma.trainer.deleteMany();
  await prisma.trainingTime.deleteMany();
  await prisma.auditEntry.deleteMany();
  await prisma.queueState.updateMany({ data: { pausedAt: null, secondsPerDay: 86_400 } });
});

const api = (person: Person) => site.as(person).trainers;
let clock = Date.now() - 3_600_000;
/** A run that waits longer than those after it. */
const wait = (person: Person, name: string, rest: object = {}) =>
  seedRun(site.services, person.viewer.id, { name, queuedAt: new Date(clock++), ...rest });
const queueOf = async (person: Person) =>
  (await api(person).overview()).queue.map(({ name, mine }) => (mine ? name : "somebody’s"));

describe("overview", () => {
  it("shows trainers and queue, and of others' runs no more than that they are there", async () => {
    const { id } = await seedTrainer(site.services, {
      name: "big",
      flopsPerSecond: 1e10,
      slots: 2,
      memoryBytes: 2e9,
      memoryUsedBytes: 1e9,
      load: 0.5,
      codeVersion: "1.2.3",
    });
    await seedTrainer(site.services, { name: "a gone one", heartbeatAt: new Date(Date.now() - 60_000) });
    const running = { state: "running", trainerId: id, epoch: 6, imagesPerSecond: 4000 } as const;
    const own = await wait(ada, "ada's", running);
    await wait(ben, "ben's secret", running);
    await wait(ada, "ada waits");
    await wait(ben, "ben waits");
    const overview = await api(ada).overview();
    expect(overview.trainers).toMatchObject([
      {
        name: "big",
        alive: true,
        slots: 2,
        load: 0.5,
        memoryBytes: 2e9,
        codeVersion: "1.2.3",
        runs: [
          { id: own, name: "ada's", progress: 0.5, imagesPerSecond: 4000 },
          { id: null, name: null, progress: 0.5 },
        ],
      },
      { name: "a gone one", alive: false, runs: [] },
    ]);
    expect(overview).toMatchObject({ waiting: 2, pausedAt: null });
    expect(overview.queue).toMatchObject([
      { place: 1, name: "ada waits", mine: true, waitingFor: "The trainer is busy with another run." },
      { place: 2, name: null, mine: false, id: null, waitingFor: "One run is ahead of it." },
    ]);
    // Half of a training is left of each of the two side by side, and then a whole one.
    const [first, second] = overview.queue.map(({ expectedStart }) => expectedStart?.getTime() ?? 0);
    expect(first).toBeGreaterThan(Date.now());
    expect(second).toBe(first);
    expect(JSON.stringify(overview)).not.toContain("ben");
  });

  it("lets people take turns", async () => {
    for (const name of ["a1", "a2", "a3"]) await wait(ada, name);
    await wait(ben, "b1");
    expect(await queueOf(ada)).toEqual(["a1", "somebody’s", "a2", "a3"]);
    const estimate = await site.as(administrator).launch.estimate({ spec });
    expect(estimate.place).toBe(3);
  });

  it("says of a run that nobody here can train what it needs, and puts it last", async () => {
    await seedTrainer(site.services);
    const run = await wait(ada, "needs more", { spec: { ...spec, device: "gpu" } });
    await wait(ada, "plain");
    expect(await queueOf(ada)).toEqual(["plain", "needs more"]);
    const said = "It needs a GPU, which no trainer that is connected has.";
    expect((await site.as(ada).runs.byId({ id: run })).queue).toMatchObject({ waitingFor: said, expectedStart: null });
    expect(await site.as(ada).launch.estimate({ spec: { ...spec, device: "gpu" } })).toMatchObject({ note: said });
  });
});

describe("move", () => {
  it("orders one's own among themselves, says so in the trail, and is taken back", async () => {
    const [a1, b1, a2, a3] = [
      await wait(ada, "a1"),
      await wait(ben, "b1"),
      await wait(ada, "a2"),
      await wait(ada, "a3"),
    ];
    const { stoodBefore } = await api(ada).move({ id: a3, before: a1 });
    expect(await queueOf(ada)).toEqual(["somebody’s", "a3", "a1", "a2"]);
    expect(stoodBefore).toBeNull();
    expect((await site.as(ada).runs.audit({ id: a3 })).entries[0]).toMatchObject({
      action: "moved",
      actor: ada.viewer.name,
      details: { from: "3", to: "1" },
    });
    await api(ada).move({ id: a3, before: stoodBefore });
    expect(await queueOf(ada)).toEqual(["somebody’s", "a1", "a2", "a3"].sort((x) => (x === "a1" ? -1 : 0)));
    expect((await api(ada).move({ id: a1, before: null })).stoodBefore).toBe(a2);
    await expect(api(ben).move({ id: a1, before: b1 })).rejects.toMatchObject({ code: "NOT_FOUND" });
    await expect(api(ada).move({ id: a1, before: b1 })).rejects.toMatchObject({ code: "CONFLICT" });
    const begun = await wait(ada, "begun", { state: "running" });
    await expect(api(ada).move({ id: begun, before: a1 })).rejects.toMatchObject({ code: "CONFLICT" });
    await expect(api(ada).move({ id: randomUUID(), before: a1 })).rejects.toMatchObject({ code: "NOT_FOUND" });
  });

  it("of an administrator goes before everybody's turns, and owners then change within their places", async () => {
    const [a1, a2, b1] = [await wait(ada, "a1"), await wait(ada, "a2"), await wait(ben, "b1")];
    expect(await queueOf(ada)).toEqual(["a1", "somebody’s", "a2"]);
    await api(administrator).move({ id: a2, before: a1 });
    expect((await api(ada).overview()).queue[0]).toMatchObject({ name: "a2", pinned: true });
    await api(ada).move({ id: a2, before: null });
    expect(await queueOf(ada)).toEqual(["a1", "somebody’s", "a2"]);
    expect((await api(ada).overview()).queue[0]).toMatchObject({ name: "a1", pinned: true });
    const [entry] = (await site.as(ada).runs.audit({ id: a2 })).entries.slice(1);
    expect(entry).toMatchObject({ action: "moved", actor: administrator.viewer.name });
    await api(administrator).move({ id: b1, before: a1 });
    expect(await queueOf(ben)).toEqual(["b1", "somebody’s", "somebody’s"]);
  });
});

describe("an administrator", () => {
  it("pauses and resumes the queue; runs and launches say so", async () => {
    await seedTrainer(site.services);
    const run = await wait(ada, "waits");
    await api(administrator).pauseQueue();
    await api(administrator).pauseQueue();
    expect((await site.as(ada).runs.byId({ id: run })).queue).toMatchObject({ paused: true, expectedStart: null });
    expect(await site.as(ada).launch.estimate({ spec })).toMatchObject({ paused: true, expectedStart: null });
    expect((await api(ada).overview()).pausedAt).toBeInstanceOf(Date);
    await api(administrator).resumeQueue();
    expect((await site.as(ada).runs.byId({ id: run })).queue).toMatchObject({ paused: false });
    expect((await api(administrator).audit()).map(({ action }) => action)).toEqual(["queue-resumed", "queue-paused"]);
    await expect(api(ada).pauseQueue()).rejects.toMatchObject({ code: "FORBIDDEN" });
  });

  it("drains a trainer and lets it take runs again", async () => {
    const { id } = await seedTrainer(site.services, { name: "big" });
    const run = await wait(ada, "waits");
    await api(administrator).drain({ id, drained: true });
    expect((await site.as(ada).runs.byId({ id: run })).queue).toMatchObject({
      waitingFor: "The only trainer that could train it takes no more runs.",
      expectedStart: null,
    });
    await api(administrator).drain({ id, drained: false });
    expect((await api(ada).overview()).trainers).toMatchObject([{ drainedAt: null }]);
    const trail = await api(administrator).audit();
    expect(trail[0]).toMatchObject({ action: "trainer-undrained", details: { trainer: "big" } });
    await expect(api(administrator).drain({ id: randomUUID(), drained: true })).rejects.toMatchObject({
      code: "NOT_FOUND",
    });
  });
});

describe("training time of a day", () => {
  const plan: SweepPlan = {
    v: 1,
    base: spec,
    method: { kind: "grid" },
    dimensions: [{ path: "batchSize", values: { kind: "list", values: [32, 64] } }],
    repetitions: 1,
    halving: null,
  };

  it("is told on the account page, and refuses launches, sweeps and repetitions once it is used up", async () => {
    const { prisma } = site.services;
    const now = new Date();
    await prisma.trainingTime.create({
      data: { runId: randomUUID(), leaseEpoch: 1, ownerId: ada.viewer.id, from: new Date(0), until: now },
    });
    const used = (now.getTime() % 86_400_000) / 1000;
    const { training } = await site.as(ada).account.summary();
    expect(training.limitSeconds).toBe(86_400);
    expect(training.usedSeconds).toBeCloseTo(used, 1);

    await seedTrainer(site.services, { flopsPerSecond: 1e10 });
    const sweep = await seedSweep(site.services, ada.viewer.id, { name: "waits", plan });
    const end = async () => (await site.as(ada).sweeps.byId({ id: sweep })).expectedEnd;
    const readyAt = async (person: Person) => (await site.as(person).sweeps.estimate({ plan })).readyAt;
    expect([await end(), await readyAt(ada)]).toEqual([expect.any(Date), expect.any(Date)]);

    await api(administrator).setDailyTime({ secondsPerDay: Math.max(1, Math.floor(used)) });
    expect([await end(), await readyAt(ada)]).toEqual([null, null]);
    expect(await readyAt(ben)).toBeInstanceOf(Date);
    const launch = () => site.as(ada).experiments.launch({ name: "one more", spec, key: randomUUID() });
    const refusal = { code: "TOO_MANY_REQUESTS", message: expect.stringMatching(/today, and .* a day is the limit/) };
    await expect(launch()).rejects.toMatchObject(refusal);
    await expect(site.as(ada).sweeps.launch({ name: "all", plan, key: randomUUID() })).rejects.toMatchObject(refusal);
    const ended = await wait(ada, "ended", { state: "succeeded" });
    await expect(site.as(ada).runs.again({ id: ended })).rejects.toMatchObject(refusal);
    const waiting = await wait(ada, "waits");
    expect((await site.as(ada).runs.byId({ id: waiting })).queue?.waitingFor).toMatch(/time of today is used up/);
    expect((await site.as(ben).experiments.launch({ name: "ben's", spec, key: randomUUID() })).runId).toBeTruthy();

    await api(administrator).setDailyTime({ secondsPerDay: 0 });
    expect((await launch()).runId).toBeTruthy();
    expect((await api(administrator).audit())[0]).toMatchObject({ action: "daily-time-set", details: { to: "0" } });
  });
});

it("tells how long runs have waited, by the hour and by the day", async () => {
  const hour = new Date(Math.floor(Date.now() / 3_600_000) * 3_600_000 - 7_200_000);
  const started = (seconds: number) =>
    wait(ada, "ended", {
      state: "succeeded",
      queuedAt: new Date(hour.getTime() + 1_000),
      startedAt: new Date(hour.getTime() + 1_000 * (1 + seconds)),
    });
  for (const seconds of [10, 20, 30]) await started(seconds);
  await wait(ada, "long ago", { state: "succeeded", startedAt: new Date(Date.now() - 60 * 86_400_000) });
  expect(await api(ben).waits({ by: "hour" })).toEqual([{ at: hour, runs: 3, median: 20, p90: 28 }]);
  expect(await api(ben).waits({ by: "day" })).toMatchObject([{ runs: 3, median: 20 }]);
});

describe("the chart's count of what waits for trainers", () => {
  const count = async () => {
    const helpers = await readFile(
      new URL("../../deploy/helm/cultivar/templates/_helpers.tpl", import.meta.url),
      "utf8",
    );
    const query = /define "cultivar\.queueLength" -\}\}\n(.+)\n/.exec(helpers)?.[1] ?? "";
    const [row] = await site.services.prisma.$queryRawUnsafe<Record<string, bigint>[]>(query);
    return Number(Object.values(row ?? {})[0]);
  };

  it("has launched runs and waiting messages, and while the queue is paused the messages alone", async () => {
    const before = await count();
    await site.as(ada).experiments.launch({ name: "launched", spec, key: randomUUID() });
    expect(await count()).toBe(before + 1);
    const { id: webhookId } = await site
      .as(ada)
      .webhooks.create({ url: "https://example.org/", events: ["run.failed"] });
    await site.as(ada).webhooks.ping({ id: webhookId });
    expect(await count()).toBe(before + 2);
    await api(administrator).pauseQueue();
    expect(await count()).toBe(1);
  });
});
