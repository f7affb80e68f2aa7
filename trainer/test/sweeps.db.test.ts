import { afterAll, afterEach, beforeAll, describe, expect, it, vi } from "vitest";
import type { SweepPlan } from "#domain/sweeps/plan-fields";
import type { SuccessiveHalving } from "#domain/sweeps/successive-halving";
import { claimRun } from "../supervisor/claim-run.ts";
import { judgeRun } from "../supervisor/judge-run.ts";
import { LeaseLostError } from "../supervisor/lease.ts";
import { requeueRun } from "../supervisor/requeue-run.ts";
import { rescueRuns } from "../supervisor/rescue-runs.ts";
import { SMALL_SPEC, TEST_TIMEOUT, Workplace } from "./workplace.ts";

vi.setConfig({ testTimeout: TEST_TIMEOUT, hookTimeout: TEST_TIMEOUT });

const TRAINER = "22222222-2222-4222-8222-222222222222";
const HALVING: SuccessiveHalving = { metric: "validationAccuracy", minEpochs: 1, reduction: 2 };
const PLAN: SweepPlan = {
  v: 1,
  base: SMALL_SPEC,
  method: { kind: "grid" },
  dimensions: [{ path: "optimizer.learningRate", values: { kind: "list", values: [0.001, 1e-6] } }],
  repetitions: 1,
  halving: HALVING,
};
const withRate = (learningRate: number) => ({
  ...SMALL_SPEC,
  trainingSubset: 960,
  optimizer: { ...SMALL_SPEC.optimizer, learningRate },
});

let place: Workplace;
beforeAll(async () => {
  place = await Workplace.open();
});
afterAll(() => place.close());
afterEach(() => place.prisma.run.deleteMany({ where: { state: { in: ["queued", "running"] } } }));

const prunedOf = (runId: string) => place.prisma.auditEntry.findMany({ where: { runId, action: "pruned" } });

describe("a held run", () => {
  it("is claimed by no trainer and gets no job until it is let go", async () => {
    const runId = await place.launch();
    const { prisma, boss } = place;
    await prisma.run.update({ where: { id: runId }, data: { held: true } });
    await prisma.$executeRaw`DELETE FROM pgboss.job WHERE singleton_key = ${runId}`;
    await prisma.$executeRaw`UPDATE run SET "updatedAt" = now() - interval '5 minutes' WHERE id = ${runId}::uuid`;
    await prisma.trainer.create({
      data: { id: TRAINER, name: "test", engine: {}, startedAt: new Date(), heartbeatAt: new Date() },
    });
    expect(await claimRun(prisma, runId, TRAINER)).toBeNull();
    await rescueRuns(prisma, boss);
    const jobs = () => prisma.$queryRaw<object[]>`SELECT FROM pgboss.job WHERE singleton_key = ${runId}`;
    expect(await jobs()).toHaveLength(0);

    await prisma.$executeRaw`UPDATE run SET held = false WHERE id = ${runId}::uuid`;
    await rescueRuns(prisma, boss);
    expect(await jobs()).toHaveLength(1);
    expect(await claimRun(prisma, runId, TRAINER)).toMatchObject({ runId, leaseEpoch: 1, sweepId: null });
  });
});

describe("a run that had begun when its sweep was paused", () => {
  it("goes on with the next trainer when its own gives it back; only what had not begun is held", async () => {
    const { prisma, boss } = place;
    const sweepId = await place.sweep(PLAN);
    const begun = await place.launch(SMALL_SPEC, { sweepId, trial: 0 });
    const held = await place.launch(SMALL_SPEC, { sweepId, trial: 1 });
    const run = await claimRun(prisma, begun, TRAINER);
    if (!run) throw new Error("The run could not be claimed.");
    await prisma.sweep.update({ where: { id: sweepId }, data: { state: "paused" } });
    await prisma.run.update({ where: { id: held }, data: { held: true } });

    expect(await requeueRun(prisma, boss, run, 0)).toBe(true);
    expect(await claimRun(prisma, held, TRAINER)).toBeNull();
    expect(await claimRun(prisma, begun, TRAINER)).toMatchObject({ leaseEpoch: 2, sweepId });
  });
});

describe("judgeRun", () => {
  /** A claimed run of the sweep that has reached the first rung. */
  async function arrive(sweepId: string, trial: number, validationAccuracy: number) {
    const runId = await place.launch(SMALL_SPEC, { sweepId, trial });
    const run = await claimRun(place.prisma, runId, TRAINER);
    if (!run) throw new Error("The run could not be claimed.");
    const measured = { trainLoss: 1, trainAccuracy: 0.4, validationLoss: 1, seconds: 1, imagesPerSecond: 1 };
    await place.prisma.runEpoch.create({ data: { ...measured, runId, epoch: 1, validationAccuracy } });
    return run;
  }

  it("lets the first and the better go on, and stops others with their place in the audit trail", async () => {
    const sweepId = await place.sweep(PLAN);
    const judge = async (trial: number, accuracy: number) =>
      judgeRun(place.prisma, await arrive(sweepId, trial, accuracy), HALVING, 1);
    expect(await judge(0, 0.4)).toEqual({ epoch: 1, stopReason: null });
    expect(await judge(1, 0.5)).toEqual({ epoch: 1, stopReason: null });
    const third = await arrive(sweepId, 2, 0.45);
    const verdict = {
      epoch: 1,
      stopReason: "Stopped at epoch 1: 45.0\u00a0% was 2nd of 3 at this rung, only the best goes on.",
    };
    expect(await judgeRun(place.prisma, third, HALVING, 1)).toEqual(verdict);
    expect(await prunedOf(third.runId)).toMatchObject([
      { actorId: null, sweepId, details: { epoch: 1, accuracy: 0.45, place: 2, reached: 3, kept: 1 } },
    ]);

    // Others have arrived since; what was decided stays decided, and is written once.
    await arrive(sweepId, 3, 0.1);
    await arrive(sweepId, 4, 0.1);
    expect(await judgeRun(place.prisma, third, HALVING, 1)).toEqual(verdict);
    expect(await prunedOf(third.runId)).toHaveLength(1);
  });

  it("writes nothing without the lease", async () => {
    const sweepId = await place.sweep(PLAN);
    await arrive(sweepId, 0, 0.9);
    const run = await arrive(sweepId, 1, 0.1);
    await claimRun(place.prisma, run.runId, TRAINER);
    await expect(judgeRun(place.prisma, run, HALVING, 1)).rejects.toThrow(LeaseLostError);
    expect(await prunedOf(run.runId)).toEqual([]);
  });
});

describe("a sweep that stops losers early", () => {
  it("trains winners to their end and ends losers at a rung, tested and published", async () => {
    const sweepId = await place.sweep(PLAN);
    const winner = await place.launch(withRate(0.001), { sweepId, trial: 0 });
    const loser = await place.launch(withRate(1e-6), { sweepId, trial: 1 });
    // What a trainer left that died between its decision and the end of the worker.
    const orphan = await place.launch(withRate(1e-6), { sweepId, trial: 2 });
    const details = { epoch: 1, accuracy: 0.1, place: 3, reached: 3, kept: 1 };
    await place.prisma.auditEntry.create({
      data: { action: "pruned", ownerId: "owner", runId: orphan, sweepId, details },
    });
    place.startTrainer();

    expect(await place.end(winner)).toMatchObject({ state: "succeeded", endedEarly: false });
    expect((await place.historyOf(winner)).epochs).toEqual([1, 2, 3, 4]);
    expect(await prunedOf(winner)).toEqual([]);

    expect(await place.end(loser)).toMatchObject({ state: "succeeded", endedEarly: true, testCount: 10_000 });
    const { epochs, types } = await place.historyOf(loser);
    expect(epochs).toEqual([1]);
    expect(types.filter((type) => type === "stopping")).toHaveLength(1);
    expect(types.filter((type) => type !== "log").slice(-3)).toEqual(["evaluated", "published", "ended"]);
    const [entry] = await prunedOf(loser);
    expect(entry?.details).toMatchObject({ epoch: 1, place: 2, reached: 2, kept: 1 });
    expect(
      await place.event(
        loser,
        "log",
        (data) => data.type === "log" && data.message.includes("was 2nd of 2 at this rung"),
      ),
    ).not.toBeNull();

    expect(await place.end(orphan)).toMatchObject({ state: "succeeded", endedEarly: true });
    expect((await place.historyOf(orphan)).epochs).toEqual([1]);
    expect(await prunedOf(orphan)).toHaveLength(1);
  });
});
