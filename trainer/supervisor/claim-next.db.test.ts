/** Which run a trainer takes: turns, needs, pauses and limits, however many ask at once. */
import { randomUUID } from "node:crypto";
import { afterAll, beforeAll, beforeEach, expect, it, vi } from "vitest";
import { presetSpec } from "#domain/experiments/presets";
import { trainingSecondsToday } from "#prisma/training-time";
import { SMALL_SPEC, TEST_TIMEOUT, Workplace } from "../test/workplace.ts";
import { claimNext } from "./claim-next.ts";
import { forgetOld } from "./register-trainer.ts";
import { requeueRun } from "./requeue-run.ts";
import { rescueRuns } from "./rescue-runs.ts";

vi.setConfig({ testTimeout: TEST_TIMEOUT, hookTimeout: TEST_TIMEOUT });

let place: Workplace;
beforeAll(async () => {
  place = await Workplace.open();
  for (const id of ["ada", "ben"])
    await place.prisma.user.create({ data: { id, name: id, nameKey: id, email: `${id}@example.org` } });
});
afterAll(() => place.close());
beforeEach(async () => {
  await place.prisma.experiment.deleteMany();
  await place.prisma.trainingTime.deleteMany();
  await place.prisma.trainer.deleteMany();
  await place.prisma.$executeRaw`DELETE FROM pgboss.job`;
  await place.prisma.queueState.updateMany({ data: { pausedAt: null, secondsPerDay: 86_400 } });
});

type Told = { device?: "cpu" | "gpu"; backbones?: string[]; drainedAt?: Date };

/** A trainer that has told this of itself. */
async function trainer({ device = "cpu", ...told }: Told = {}): Promise<string> {
  const now = new Date();
  const { id } = await place.prisma.trainer.create({
    data: { id: randomUUID(), name: "test", engine: { device }, startedAt: now, heartbeatAt: now, ...told },
  });
  return id;
}

const take = async (trainerId: string) => (await claimNext(place.prisma, place.boss, trainerId))?.run.runId ?? null;

async function takeAll(trainerId: string): Promise<string[]> {
  const taken = [];
  for (let run = await take(trainerId); run; run = await take(trainerId)) taken.push(run);
  return taken;
}

it("lets people take turns, and takes each run once however many trainers ask", async () => {
  const ada = [];
  for (let i = 0; i < 3; i++) ada.push(await place.launch(SMALL_SPEC, { ownerId: "ada" }));
  const ben = await place.launch(SMALL_SPEC, { ownerId: "ben" });
  const trainers = await Promise.all([trainer(), trainer(), trainer()]);
  expect(await take(trainers[0] ?? "")).toBe(ada[0]);
  expect(await take(trainers[1] ?? "")).toBe(ben);
  const rest = await Promise.all(trainers.map(take));
  expect(rest.filter(Boolean).sort()).toEqual(ada.slice(1).sort());
  expect(await place.prisma.run.groupBy({ by: ["leaseEpoch", "state"], _count: true })).toEqual([
    { leaseEpoch: 1, state: "running", _count: 4 },
  ]);
});

it("leaves runs that need what it lacks to others, and is not held up by them", async () => {
  const gpu = await place.launch({ ...SMALL_SPEC, device: "gpu" });
  const xception = await place.launch(presetSpec("pretrained"));
  const { device: _, ...older } = SMALL_SPEC;
  const plain = await place.launch(older);
  const [cpu, other] = await Promise.all([trainer(), trainer({ device: "gpu", backbones: ["xception"] })]);
  expect(await takeAll(cpu)).toEqual([plain]);
  expect(await takeAll(other)).toEqual([gpu, xception]);
});

it("takes nothing while the queue is paused or it is drained", async () => {
  const run = await place.launch();
  const [one, drained] = await Promise.all([trainer(), trainer({ drainedAt: new Date() })]);
  await place.prisma.queueState.updateMany({ data: { pausedAt: new Date() } });
  expect(await take(one)).toBeNull();
  await place.prisma.queueState.updateMany({ data: { pausedAt: null } });
  expect(await take(drained)).toBeNull();
  expect(await take(one)).toBe(run);
});

it("goes by the places that people gave, and first by those of administrators", async () => {
  const [a, b, c] = [await place.launch(), await place.launch(), await place.launch()];
  await place.prisma.run.update({ where: { id: b }, data: { position: 1 } });
  await place.prisma.run.update({ where: { id: c }, data: { pinned: 1 } });
  expect(await takeAll(await trainer())).toEqual([c, b, a]);
});

it("takes a lost run again before others of its owner, and one that was given back too", async () => {
  const id = await trainer();
  const lost = await place.launch();
  const first = await claimNext(place.prisma, place.boss, id);
  const waits = await place.launch();
  if (!first) throw new Error("The run was not taken.");
  await place.boss.fail("train", first.job.id);
  await place.prisma.$executeRaw`UPDATE pgboss.job SET start_after = now() WHERE state = 'retry'`;
  const second = await claimNext(place.prisma, place.boss, id);
  expect(second?.run).toMatchObject({ runId: lost, leaseEpoch: 2 });
  await requeueRun(place.prisma, place.boss, { runId: lost, leaseEpoch: 2 }, 0);
  expect(await takeAll(id)).toEqual([lost, waits]);
});

it("counts what runs train today, and takes none of a person who has used it up", async () => {
  const now = Date.now();
  const id = await trainer();
  const used = async (ownerId: string) =>
    (await trainingSecondsToday(place.prisma, [ownerId], new Date(now))).get(ownerId) ?? 0;
  const first = await place.launch(SMALL_SPEC, { ownerId: "ada" });
  await take(id);
  // In training since long ago and heard of just now: yesterday's part is not today's.
  const midnight = new Date(Math.floor(now / 86_400_000) * 86_400_000);
  await place.prisma.run.update({
    where: { id: first },
    data: { claimedAt: new Date(midnight.getTime() - 3_600_000), heartbeatAt: new Date(midnight.getTime() + 600_000) },
  });
  expect(await used("ada")).toBeCloseTo(600, 3);
  expect(await used("ben")).toBe(0);
  // Whoever ends the attempt, it counts on, also when the run is deleted.
  await requeueRun(place.prisma, place.boss, { runId: first, leaseEpoch: 1 }, 0);
  expect(await used("ada")).toBeCloseTo(600, 3);
  await place.prisma.run.delete({ where: { id: first } });
  expect(await used("ada")).toBeCloseTo(600, 3);

  await place.launch(SMALL_SPEC, { ownerId: "ada" });
  const ben = await place.launch(SMALL_SPEC, { ownerId: "ben" });
  await place.prisma.queueState.updateMany({ data: { secondsPerDay: 600 } });
  expect(await takeAll(id)).toEqual([ben]);
  await place.prisma.queueState.updateMany({ data: { secondsPerDay: 0 } });
  expect(await takeAll(id)).toHaveLength(1);
});

it("takes no second run of a person whose first has used the day up, when two trainers ask at once", async () => {
  await place.prisma.queueState.updateMany({ data: { secondsPerDay: 1 } });
  const run = await place.launch();
  await take(await trainer());
  const [claimedAt, heartbeatAt] = [new Date(Date.now() - 2_000), new Date()];
  await place.prisma.run.update({ where: { id: run }, data: { claimedAt, heartbeatAt } });
  await Promise.all([place.launch(), place.launch()]);
  expect(await Promise.all([take(await trainer()), take(await trainer())])).toEqual([null, null]);
});

it("forgets jobs whose run has ended, trainers that are long gone and time that no day counts", async () => {
  const id = await trainer();
  const ended = await place.launch();
  const waits = await place.launch();
  await place.prisma.run.update({ where: { id: ended }, data: { state: "cancelled" } });
  await place.prisma.$executeRaw`UPDATE pgboss.job SET created_on = now() - interval '2 minutes'`;
  await rescueRuns(place.prisma, place.boss);
  const jobs = await place.prisma.$queryRaw`SELECT singleton_key AS run FROM pgboss.job`;
  expect(jobs).toEqual([{ run: waits }]);

  const gone = await trainer();
  const old = new Date(Date.now() - 8 * 86_400_000);
  await place.prisma.trainer.update({ where: { id: gone }, data: { heartbeatAt: old } });
  const span = { ownerId: "ada", from: old, until: old, leaseEpoch: 1 };
  await place.prisma.trainingTime.create({ data: { ...span, runId: ended } });
  await forgetOld(place.prisma);
  expect(await place.prisma.trainer.findMany({ select: { id: true } })).toEqual([{ id }]);
  expect(await place.prisma.trainingTime.count()).toBe(0);
});
