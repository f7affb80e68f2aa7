import { randomUUID } from "node:crypto";
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { presetSpec } from "#domain/experiments/presets";
import { ACTIVE_RUNS_PER_USER, ACTIVE_SWEEPS_PER_USER } from "#domain/limits";
import type { SweepPlan } from "#domain/sweeps/plan-fields";
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
  const { prisma } = site.services;
  await prisma.experiment.deleteMany();
  await prisma.sweep.deleteMany();
  await prisma.trainer.deleteMany();
  await prisma.$executeRaw`DELETE FROM pgboss.job`;
});

const spec = presetSpec("scratch");
const plan = (rates: number[] = [0.1, 0.01, 0.001], overrides: Partial<SweepPlan> = {}): SweepPlan => ({
  v: 1,
  base: spec,
  method: { kind: "grid" },
  dimensions: [{ path: "optimizer.learningRate", values: { kind: "list", values: rates } }],
  repetitions: 1,
  halving: null,
  ...overrides,
});
const api = () => site.as(person).sweeps;
const launch = async (overrides: object = {}) =>
  (await api().launch({ name: "rates", plan: plan(), key: randomUUID(), ...overrides })).sweepId;
const runsOf = (sweepId: string) =>
  site.services.prisma.run.findMany({ where: { sweepId }, orderBy: { trial: "asc" } });
const waitingJobs = async () => {
  const rows = await site.services.prisma.$queryRaw<{ run: string }[]>`
    SELECT singleton_key AS run FROM pgboss.job WHERE name = 'train' AND state = 'created'
     ORDER BY priority DESC, created_on`;
  return rows.map(({ run }) => run);
};
/** What a trainer does when it takes a run. */
const begin = async (runId: string) => {
  const trainer = await seedTrainer(site.services);
  await site.services.prisma.$executeRaw`UPDATE pgboss.job SET state = 'active' WHERE singleton_key = ${runId}`;
  await site.services.prisma.run.update({
    where: { id: runId },
    data: { state: "running", leaseEpoch: { increment: 1 }, trainerId: trainer.id, startedAt: new Date() },
  });
};
const stateOf = async (sweepId: string) =>
  (await site.services.prisma.sweep.findUniqueOrThrow({ where: { id: sweepId } })).state;
const trailOf = async (sweepId: string) =>
  (await site.services.prisma.auditEntry.findMany({ where: { sweepId }, orderBy: { id: "asc" } })).map(
    ({ action, actorId, details }) => ({ action, mine: actorId === person.viewer.id, details }),
  );

describe("launch", () => {
  it("writes a run and a job for each trial, in their order, and says so in the audit trail", async () => {
    const sweepId = await launch({ plan: plan([0.1, 0.01], { repetitions: 2 }) });
    const runs = await runsOf(sweepId);
    expect(runs.map(({ name, seed, state, preset }) => [name, Number(seed), state, preset])).toEqual([
      ["rates 1: Learning rate 0.1, seed 1", 1, "queued", "scratch"],
      ["rates 2: Learning rate 0.01, seed 1", 1, "queued", "scratch"],
      ["rates 3: Learning rate 0.1, seed 2", 2, "queued", "scratch"],
      ["rates 4: Learning rate 0.01, seed 2", 2, "queued", "scratch"],
    ]);
    expect(runs[1]?.spec).toMatchObject({ optimizer: { learningRate: 0.01 }, seed: 1 });
    expect(await waitingJobs()).toEqual(runs.map(({ id }) => id));
    expect(await trailOf(sweepId)).toEqual([
      { action: "sweep-launched", mine: true, details: { runs: 4, leftOut: 0 } },
    ]);
    expect(await site.services.prisma.auditEntry.count({ where: { action: "launched" } })).toBe(4);
  });

  it("happens once per key, even when asked twice at the same time", async () => {
    const key = randomUUID();
    const [a, b] = await Promise.all([launch({ key }), launch({ key })]);
    expect(a).toBe(b);
    expect(await launch({ key })).toBe(a);
    expect(await site.services.prisma.run.count()).toBe(3);
  });

  it("leaves out what is not possible and keeps the numbers of the trials", async () => {
    const dimensions: SweepPlan["dimensions"] = [
      { path: "optimizer.kind", values: { kind: "list", values: ["adam", "sgd"] } },
      { path: "optimizer.momentum", values: { kind: "list", values: [0.5, 0.9] } },
    ];
    const sweepId = await launch({ plan: plan([], { dimensions }) });
    expect((await runsOf(sweepId)).map(({ trial }) => trial)).toEqual([2, 3]);
    expect((await trailOf(sweepId))[0]?.details).toEqual({ runs: 2, leftOut: 2 });
  });

  it("refuses a plan that breaks a limit, with its field", async () => {
    await expect(launch({ plan: plan([5]) })).rejects.toMatchObject({ code: "BAD_REQUEST" });
    expect(await site.services.prisma.sweep.count()).toBe(0);
  });

  it("has a limit of its own: its runs do not keep anybody from launching one by one", async () => {
    const rates = Array.from({ length: ACTIVE_RUNS_PER_USER + 5 }, (_, i) => (i + 1) / 100);
    await launch({ plan: plan(rates) });
    const single = site.as(person).experiments;
    await single.launch({ name: "single", spec, key: randomUUID() });
    for (let i = 1; i < ACTIVE_SWEEPS_PER_USER; i++) await launch();
    await expect(launch()).rejects.toThrow(/3 sweeps that are not over, and 3 is the limit/);
  });
});

describe("the queue", () => {
  it("takes single launches first and lets sweeps take turns, and places say so", async () => {
    const first = await runsOf(await launch());
    const second = await runsOf(await launch());
    const { runId } = await site.as(person).experiments.launch({ name: "single", spec, key: randomUUID() });
    const order = [runId, ...[0, 1, 2].flatMap((i) => [first[i]?.id, second[i]?.id])];
    expect(await waitingJobs()).toEqual(order);
    for (const [index, id] of order.entries()) {
      const { queue } = await site.as(person).runs.byId({ id: id ?? "" });
      expect(queue?.place).toBe(index + 1);
    }
    const estimate = await site.as(person).launch.estimate({ spec });
    expect(estimate.place).toBe(2);
  });
});

describe("estimate", () => {
  it("counts runs and adds up their time behind what waits already", async () => {
    expect(await api().estimate({ plan: plan() })).toMatchObject({ runs: 3, trainers: 0, readyAt: null });
    await seedTrainer(site.services, { flopsPerSecond: 1e12 });
    const alone = await api().estimate({ plan: plan() });
    expect(alone.trainingSeconds).toBeGreaterThan(0);
    await site.as(person).experiments.launch({ name: "single", spec, key: randomUUID() });
    const behind = await api().estimate({ plan: plan() });
    expect(behind.trainingSeconds).toBeCloseTo(alone.trainingSeconds ?? 0);
    const later = (behind.readyAt?.getTime() ?? 0) - (alone.readyAt?.getTime() ?? 0);
    expect(later / 1000).toBeGreaterThan((alone.trainingSeconds ?? 0) / 3 - 1);
  });
});

describe("pause and resume", () => {
  it("holds what has not begun, lets the rest go on, and takes it up again in order", async () => {
    const sweepId = await launch();
    const [one, two, three] = await runsOf(sweepId);
    await begin(one?.id ?? "");
    await api().pause({ id: sweepId });
    expect((await runsOf(sweepId)).map(({ state, command, held }) => [state, command, held])).toEqual([
      ["running", "none", false],
      ["queued", "none", true],
      ["queued", "none", true],
    ]);
    expect(await waitingJobs()).toEqual([]);
    expect(await site.as(person).runs.byId({ id: two?.id ?? "" })).toMatchObject({ held: true, queue: null });
    await expect(api().pause({ id: sweepId })).rejects.toMatchObject({ code: "CONFLICT" });

    await api().resume({ id: sweepId });
    expect(await waitingJobs()).toEqual([two?.id, three?.id]);
    expect((await runsOf(sweepId)).every(({ held }) => !held)).toBe(true);
    expect((await trailOf(sweepId)).slice(1)).toEqual([
      { action: "sweep-paused", mine: true, details: { runs: 2 } },
      { action: "sweep-resumed", mine: true, details: { runs: 2 } },
    ]);
    const told = await api().audit({ id: sweepId });
    expect(told.map(({ action }) => action)).toEqual(["sweep-resumed", "sweep-paused", "sweep-launched"]);
    expect(told[0]).toMatchObject({ actor: person.viewer.name, details: { runs: 2 } });
  });

  it("does not hold a run that a trainer gave back before the pause", async () => {
    const sweepId = await launch();
    const [one] = await runsOf(sweepId);
    await begin(one?.id ?? "");
    await site.services.prisma.run.update({ where: { id: one?.id ?? "" }, data: { state: "queued" } });
    await api().pause({ id: sweepId });
    expect((await runsOf(sweepId)).map(({ held }) => held)).toEqual([false, true, true]);
  });

  it("lets a held run be cancelled by itself", async () => {
    const sweepId = await launch();
    const [, two] = await runsOf(sweepId);
    await api().pause({ id: sweepId });
    await site.as(person).runs.cancel({ id: two?.id ?? "" });
    await api().resume({ id: sweepId });
    expect((await runsOf(sweepId)).map(({ state }) => state)).toEqual(["queued", "cancelled", "queued"]);
    expect(await waitingJobs()).toHaveLength(2);
  });
});

describe("stop", () => {
  it("cancels what waits or is held and lets running runs end with a result", async () => {
    const sweepId = await launch();
    const [one] = await runsOf(sweepId);
    await begin(one?.id ?? "");
    await api().pause({ id: sweepId });
    await api().stop({ id: sweepId });
    expect((await runsOf(sweepId)).map(({ state, command }) => [state, command])).toEqual([
      ["running", "stop"],
      ["cancelled", "cancel"],
      ["cancelled", "cancel"],
    ]);
    expect(await stateOf(sweepId)).toBe("stopped");
    await expect(api().resume({ id: sweepId })).rejects.toThrow(/was stopped; it can only be cancelled/);
    await api().cancel({ id: sweepId });
    expect((await runsOf(sweepId))[0]).toMatchObject({ state: "running", command: "cancel" });
  });
});

describe("cancel", () => {
  it("ends all runs, those without a trainer at once", async () => {
    const sweepId = await launch();
    const [one] = await runsOf(sweepId);
    await begin(one?.id ?? "");
    await api().cancel({ id: sweepId });
    expect((await runsOf(sweepId)).map(({ state, command }) => [state, command])).toEqual([
      ["running", "cancel"],
      ["cancelled", "cancel"],
      ["cancelled", "cancel"],
    ]);
    expect(await waitingJobs()).toEqual([]);
    const silent = await launch();
    await site.services.prisma.run.updateMany({ where: { sweepId: silent }, data: { state: "running" } });
    await api().cancel({ id: silent });
    expect((await runsOf(silent)).map(({ state }) => state)).toEqual(["cancelled", "cancelled", "cancelled"]);
  });

  it("is refused once all runs have ended, and leaves the state as it was", async () => {
    const sweepId = await launch();
    await site.services.prisma.run.updateMany({ where: { sweepId }, data: { state: "succeeded" } });
    await expect(api().cancel({ id: sweepId })).rejects.toThrow(/have ended already/);
    expect(await stateOf(sweepId)).toBe("running");
  });
});

describe("deleting", () => {
  /** A sweep of three runs that have all ended. */
  const launchEnded = async () => {
    const sweepId = await launch();
    await site.services.prisma.run.updateMany({ where: { sweepId }, data: { state: "succeeded" } });
    const [a, b, c] = (await runsOf(sweepId)).map(({ id }) => id);
    if (!a || !b || !c) throw new Error("The sweep has three runs.");
    return { sweepId, runs: [a, b, c] as const };
  };
  const runs = () => site.as(person).runs;
  const livingOf = async (sweepId: string) =>
    (await runsOf(sweepId)).flatMap(({ id, deletedAt }) => (deletedAt ? [] : [id]));

  it("hides the sweep with its runs, and brings exactly those back", async () => {
    const { sweepId, runs: all } = await launchEnded();
    await runs().delete({ id: all[0] });
    expect(await api().delete({ id: sweepId })).toEqual({ runs: 2 });
    expect(await api().list({})).toMatchObject({ rows: [], total: 0 });
    expect((await runs().list({})).total).toBe(0);
    const hidden = await api().byId({ id: sweepId });
    expect(hidden.deletedAt).toBeInstanceOf(Date);
    expect(hidden.runs.map(({ id }) => id)).toEqual(all.slice(1));
    expect(await api().delete({ id: sweepId })).toEqual({ runs: 0 });

    expect(await api().restore({ id: sweepId })).toEqual({ runs: 2 });
    expect((await api().list({})).total).toBe(1);
    expect(await livingOf(sweepId)).toEqual(all.slice(1));
    expect(await api().byId({ id: sweepId })).toMatchObject({ deletedAt: null });
    expect(await api().restore({ id: sweepId })).toEqual({ runs: 0 });
    expect((await trailOf(sweepId)).slice(1)).toEqual([
      { action: "sweep-deleted", mine: true, details: { runs: 2 } },
      { action: "sweep-restored", mine: true, details: { runs: 2 } },
    ]);
    const { entries } = await runs().audit({ id: all[1] });
    expect(entries.map(({ action }) => action)).toEqual(["restored", "deleted", "launched"]);
  });

  it("takes published models from the leaderboard until it is undone", async () => {
    const sweepId = await launch({ plan: plan([0.1, 0.01]) });
    await site.services.prisma.run.deleteMany({ where: { sweepId } });
    const { runId, modelId } = await seedModel(site.services, person.viewer.id, { publishedAt: new Date() });
    await site.services.prisma.run.update({ where: { id: runId }, data: { sweepId, trial: 0 } });
    await api().delete({ id: sweepId });
    await expect(site.as(null).models.byId({ id: modelId })).rejects.toMatchObject({ code: "NOT_FOUND" });
    await api().restore({ id: sweepId });
    expect((await site.as(null).models.byId({ id: modelId })).publishedAt).toBeInstanceOf(Date);
  });

  it("is refused while a run waits, is held or is trained, and changes nothing then", async () => {
    const sweepId = await launch();
    const [one] = await runsOf(sweepId);
    const refusal = { code: "CONFLICT", message: "This sweep is not over: cancel or stop it first." };
    await expect(api().delete({ id: sweepId })).rejects.toMatchObject(refusal);
    await begin(one?.id ?? "");
    await api().pause({ id: sweepId });
    await expect(api().delete({ id: sweepId })).rejects.toMatchObject(refusal);
    await api().stop({ id: sweepId });
    await expect(api().delete({ id: sweepId })).rejects.toMatchObject(refusal);
    expect((await api().list({})).total).toBe(1);
    expect(await livingOf(sweepId)).toHaveLength(3);
  });

  it("leaves a run alone that came back by itself", async () => {
    const { sweepId, runs: all } = await launchEnded();
    await api().delete({ id: sweepId });
    await runs().restore({ id: all[1] });
    expect((await api().byId({ id: sweepId })).runs.map(({ id }) => id)).toEqual([...all]);
    await runs().delete({ id: all[1] });
    expect(await api().restore({ id: sweepId })).toEqual({ runs: 2 });
    expect(await livingOf(sweepId)).toEqual([all[0], all[2]]);
  });

  it("happens once, however often it is asked for at once", async () => {
    const { sweepId } = await launchEnded();
    const taken = await Promise.all(Array.from({ length: 4 }, () => api().delete({ id: sweepId })));
    expect(taken.map(({ runs: count }) => count).sort()).toEqual([0, 0, 0, 3]);
    const back = await Promise.all(Array.from({ length: 4 }, () => api().restore({ id: sweepId })));
    expect(back.map(({ runs: count }) => count).sort()).toEqual([0, 0, 0, 3]);
    expect(await trailOf(sweepId)).toHaveLength(3);
  });

  it("is final after its time, with all runs; what was not deleted stays", async () => {
    const gone = await launchEnded();
    const empty = await launchEnded();
    const young = await launchEnded();
    const kept = await launchEnded();
    await runs().deleteMany({ ids: [...empty.runs, ...kept.runs] });
    await api().delete({ id: gone.sweepId });
    await api().delete({ id: empty.sweepId });
    site.advance(UNDO_MS + 1000);
    await expect(api().restore({ id: gone.sweepId })).rejects.toThrow(
      "This sweep was deleted too long ago to be restored.",
    );
    await api().delete({ id: young.sweepId });
    const left = await site.services.prisma.sweep.findMany({ orderBy: { id: "asc" }, select: { id: true } });
    expect(left.map(({ id }) => id)).toEqual([young.sweepId, kept.sweepId]);
    expect(await site.services.prisma.run.count()).toBe(3);
    await expect(api().byId({ id: gone.sweepId })).rejects.toMatchObject({ code: "NOT_FOUND" });
    expect(await api().restore({ id: young.sweepId })).toEqual({ runs: 3 });
    site.advance(-UNDO_MS - 1000);
  });

  it("keeps a deleted sweep as long as a run of it is there", async () => {
    const { sweepId, runs: all } = await launchEnded();
    await api().delete({ id: sweepId });
    await runs().restore({ id: all[2] });
    site.advance(UNDO_MS + 1000);
    await launch();
    expect((await api().byId({ id: sweepId })).runs.map(({ id }) => id)).toEqual([all[2]]);
    site.advance(-UNDO_MS - 1000);
  });
});

describe("verbs that come at once from two tabs", () => {
  it("happen one after the other, and each at most once", async () => {
    const sweepId = await launch();
    const outcomes = await Promise.allSettled(Array.from({ length: 6 }, () => api().pause({ id: sweepId })));
    expect(outcomes.filter(({ status }) => status === "fulfilled")).toHaveLength(1);
    expect((await trailOf(sweepId)).filter(({ action }) => action === "sweep-paused")).toHaveLength(1);
  });

  it("leave no job of a cancelled run behind, whichever wins", async () => {
    for (let round = 0; round < 5; round++) {
      const sweepId = await launch();
      await api().pause({ id: sweepId });
      await Promise.allSettled([
        api().resume({ id: sweepId }),
        api().cancel({ id: sweepId }),
        api().pause({ id: sweepId }),
      ]);
      await api()
        .cancel({ id: sweepId })
        .catch(() => undefined);
      expect((await runsOf(sweepId)).map(({ state }) => state)).toEqual(["cancelled", "cancelled", "cancelled"]);
      expect(await waitingJobs()).toEqual([]);
    }
  });
});

describe("reading", () => {
  it("tells each run with its history, and who was stopped as a loser", async () => {
    const sweepId = await launch();
    const [one, two] = await runsOf(sweepId);
    const { prisma } = site.services;
    const measured = { trainLoss: 1, trainAccuracy: 0.4, validationLoss: 1, seconds: 1, imagesPerSecond: 1 };
    await prisma.runEpoch.createMany({
      data: [0.31234567, 0.5].map((validationAccuracy, i) => ({
        ...measured,
        runId: one?.id ?? "",
        epoch: i + 1,
        validationAccuracy,
      })),
    });
    const details = { epoch: 1, accuracy: 0.2, place: 2, reached: 2, kept: 1 };
    await prisma.auditEntry.create({
      data: { action: "pruned", ownerId: person.viewer.id, runId: two?.id ?? "", sweepId, details },
    });
    const sweep = await api().byId({ id: sweepId });
    expect(sweep).toMatchObject({ name: "rates", state: "running", plan: plan() });
    expect(sweep.runs.map(({ trial, sparkline, pruned }) => [trial, sparkline, pruned])).toEqual([
      [0, [0.3123, 0.5], null],
      [1, [], details],
      [2, [], null],
    ]);
  });

  it("lists sweeps with the counts of their runs and their best", async () => {
    const sweepId = await launch();
    const [one] = await runsOf(sweepId);
    await site.services.prisma.run.update({
      where: { id: one?.id ?? "" },
      data: { state: "succeeded", bestValidationAccuracy: 0.7 },
    });
    await seedRun(site.services, person.viewer.id);
    const { rows, total } = await api().list({});
    expect(total).toBe(1);
    expect(rows[0]).toMatchObject({ id: sweepId, runs: 3, bestValidationAccuracy: 0.7 });
    expect(rows[0]?.counts).toEqual({ queued: 2, running: 0, succeeded: 1, failed: 0, cancelled: 0 });
  });
});
