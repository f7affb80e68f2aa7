/** That the judge of chaos sees what it looks for. */
import { randomUUID } from "node:crypto";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { Pool } from "pg";
import { afterAll, beforeAll, beforeEach, expect, it } from "vitest";
import { presetSpec } from "#domain/experiments/presets";
import type { RunEventData } from "#domain/runs/events";
import { SAMPLE_ENGINE } from "#domain/runs/test/sample-engine";
import { createPrisma, type Prisma } from "#prisma/client";
import { createTestDatabase, type TestDatabase } from "#prisma/test/test-database";
import { openLocalStore } from "#storage/local-store";
import type { ArtefactStore } from "#storage/store";
import { claimRun } from "#trainer/supervisor/claim-run";
import { shipEvents } from "#trainer/supervisor/ship-events";
import { judge } from "../judge.ts";
import { installWitness, overlaps } from "../witness.ts";

let database: TestDatabase;
let folder: string;
let prisma: Prisma;
let pool: Pool;
let store: ArtefactStore;

beforeAll(async () => {
  [database, folder] = await Promise.all([createTestDatabase(), mkdtemp(join(tmpdir(), "cultivar-judge-"))]);
  prisma = createPrisma(database.url, { max: 2, applicationName: "first" });
  pool = new Pool({ connectionString: database.url, max: 1, application_name: "second" });
  store = openLocalStore(folder);
  await installWitness(pool);
  await prisma.user.create({ data: { id: "owner", name: "Owner", nameKey: "owner", email: "o@example.org" } });
});
beforeEach(async () => {
  await pool.query("TRUNCATE chaos.claim, chaos.write");
});
afterAll(async () => {
  await prisma.$disconnect();
  await pool.end();
  await Promise.all([database.drop(), rm(folder, { recursive: true })]);
});

const epoch = (number: number, loss = 1): RunEventData => ({
  type: "epoch",
  epoch: number,
  trainLoss: loss,
  trainAccuracy: 0.5,
  validationLoss: loss,
  validationAccuracy: 0.5,
  seconds: 1,
  imagesPerSecond: 1,
});
const progress = (number: number, loss = 1): RunEventData => ({
  type: "progress",
  epoch: number,
  step: 2,
  stepsPerEpoch: 2,
  loss,
  accuracy: 0.5,
  imagesPerSecond: 1,
});
const STARTED: RunEventData = {
  type: "started",
  engine: SAMPLE_ENGINE,
  trainer: "a",
  trainingImages: 1,
  validationImages: 1,
  stepsPerEpoch: 2,
  parameters: 1,
};
const ENDED: RunEventData = { type: "ended", state: "failed", endedEarly: false, message: null };
const WHOLE = [STARTED, progress(1), epoch(1), progress(2), epoch(2), ENDED];

/** A run with these events, as a trainer ships them, and then as ended. */
async function runWith(data: readonly RunEventData[], state: "failed" | "running" = "failed"): Promise<string> {
  const spec = presetSpec("scratch");
  const experiment = await prisma.experiment.create({ data: { ownerId: "owner", name: "a", spec } });
  const columns = { experimentId: experiment.id, ownerId: "owner", name: "a", spec, seed: 1n };
  const { id } = await prisma.run.create({ data: columns });
  const { id: trainerId } = await prisma.trainer.create({
    data: { id: randomUUID(), name: "a", engine: SAMPLE_ENGINE, startedAt: new Date(), heartbeatAt: new Date() },
  });
  const run = await claimRun(prisma, id, trainerId);
  if (!run) throw new Error("The run could not be claimed.");
  await shipEvents(
    prisma,
    run,
    data.map((item, i) => ({ seq: i + 1, at: 1, data: item })),
  );
  await prisma.run.update({ where: { id }, data: { state } });
  return id;
}

async function compare(data: readonly RunEventData[], damage = async (_: string) => {}) {
  const twinId = await runWith(WHOLE);
  const runId = await runWith(data);
  await damage(runId);
  return judge(prisma, store, [{ runId, twinId }]);
}

it("finds nothing but the failure in a run that is like its twin", async () => {
  const { findings: _, ...verdict } = await compare(WHOLE);
  expect(verdict).toEqual({ eventsLost: 0, eventsDoubled: 0, weightsDiffer: 0, runsFailed: 1, hashesUnresolved: 0 });
});

it("finds events that are lost, by their numbers, by the twin's, and by the rows that follow from them", async () => {
  const gap = (runId: string) => prisma.runEvent.delete({ where: { runId_seq: { runId, seq: 2 } } });
  expect((await compare(WHOLE, async (id) => void (await gap(id)))).eventsLost).toBeGreaterThan(0);
  expect((await compare(WHOLE.toSpliced(4, 1))).eventsLost).toBe(1);
  expect((await compare(WHOLE.slice(0, -1))).eventsLost).toBe(2);
  const rows = async (runId: string) =>
    void (await prisma.runEpoch.delete({ where: { runId_epoch: { runId, epoch: 2 } } }));
  expect(await compare(WHOLE, rows)).toMatchObject({ eventsLost: 1, eventsDoubled: 0 });
});

it("finds events that are doubled, and sums that hold too much", async () => {
  expect((await compare(WHOLE.toSpliced(3, 0, epoch(1)))).eventsDoubled).toBeGreaterThan(0);
  const sums = (runId: string) =>
    prisma.runMetric.updateMany({ where: { runId, metric: "trainLoss" }, data: { count: { increment: 1 } } });
  expect(await compare(WHOLE, async (id) => void (await sums(id)))).toMatchObject({ eventsLost: 0, eventsDoubled: 1 });
});

it("finds writes of somebody who does not hold the run, and claims that are not the next", async () => {
  const id = await runWith([STARTED], "running");
  expect(await overlaps(pool)).toEqual([]);
  await pool.query(`INSERT INTO run_event ("runId", seq, at, type, data) VALUES ($1, 2, now(), 'log', '{}')`, [id]);
  expect(await overlaps(pool)).toEqual([expect.stringMatching(/event 2 by second under claim 1, which first holds/)]);
  await pool.query(`UPDATE run SET "leaseEpoch" = "leaseEpoch" + 2 WHERE id = $1`, [id]);
  expect(await overlaps(pool)).toHaveLength(2);
});
