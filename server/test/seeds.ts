/** Rows that a trainer would have written. */
import { randomBytes, randomUUID } from "node:crypto";
import { displayNameKey } from "#domain/account/display-name";
import { presetSpec } from "#domain/experiments/presets";
import type { ExperimentSpec } from "#domain/experiments/spec";
import type { EngineRecord } from "#domain/runs/engine-record";
import type { RunEventData } from "#domain/runs/events";
import { stringifyMeasured } from "#domain/runs/stringify-measured";
import type { SweepPlan } from "#domain/sweeps/plan-fields";
import type { SweepState } from "#domain/sweeps/states";
import { WEBHOOK_EVENTS } from "#domain/webhooks/events";
import type { Prisma } from "#prisma/generated/client";
import type { Services } from "../services.ts";

export const ENGINE: EngineRecord = {
  kind: "tensorflow",
  version: "2.21.0",
  tfjs: "4.22.0",
  device: "cpu",
  deviceName: "Test CPU",
  precision: "float32",
  threads: 2,
  node: "24.0.0",
  platform: "linux-x64",
};

type Parts = Pick<Services, "prisma" | "store">;

export async function seedTrainer({ prisma }: Parts, overrides: Partial<Prisma.TrainerUncheckedCreateInput> = {}) {
  const now = new Date();
  return prisma.trainer.create({
    data: { id: randomUUID(), name: "trainer", engine: ENGINE, startedAt: now, heartbeatAt: now, ...overrides },
  });
}

export async function seedRun(
  { prisma }: Parts,
  ownerId: string,
  {
    spec = presetSpec("scratch"),
    ...overrides
  }: { spec?: ExperimentSpec } & Partial<Prisma.RunUncheckedCreateInput> = {},
): Promise<string> {
  const experiment = await prisma.experiment.create({ data: { ownerId, name: overrides.name ?? "seeded", spec } });
  const run = await prisma.run.create({
    data: { experimentId: experiment.id, ownerId, name: "seeded", spec, seed: BigInt(spec.seed), ...overrides },
  });
  return run.id;
}

export async function seedEvents({ prisma }: Parts, runId: string, from: number, events: readonly RunEventData[]) {
  await prisma.$executeRaw`
    INSERT INTO run_event ("runId", seq, at, type, data)
    SELECT ${runId}::uuid, ${from} + n - 1, now(), data->>'type', data
    FROM jsonb_array_elements(${stringifyMeasured(events)}::jsonb) WITH ORDINALITY AS e(data, n)`;
}

export const log = (message: string): RunEventData => ({ type: "log", level: "info", message });

export const ended = (state: "succeeded" | "failed" | "cancelled"): RunEventData => ({
  type: "ended",
  state,
  endedEarly: false,
  message: null,
});

/** A sweep with one run that waits. */
export async function seedSweep(
  parts: Parts,
  ownerId: string,
  { name, plan, state = "running" }: { name: string; plan: SweepPlan; state?: SweepState },
): Promise<string> {
  const { id } = await parts.prisma.sweep.create({ data: { ownerId, name, plan, state, launchKey: randomUUID() } });
  await seedRun(parts, ownerId, { name, sweepId: id, trial: 0, held: state === "paused" });
  return id;
}

/** A finished run with its model, whose two files are in the store. */
export async function seedModel(
  parts: Parts,
  ownerId: string,
  overrides: Partial<Prisma.ModelUncheckedCreateInput> = {},
): Promise<{ runId: string; modelId: string; manifestSha256: string; weightsSha256: string }> {
  const runId = await seedRun(parts, ownerId, {
    state: "succeeded",
    preset: "scratch",
    startedAt: new Date(),
    finishedAt: new Date(),
    engine: ENGINE,
    epoch: 10,
    testCount: 10_000,
    testAccuracy: 0.65,
    testLoss: 1,
    confusion: [[1]],
  });
  await parts.prisma.runEpoch.create({
    data: {
      runId,
      epoch: 1,
      trainLoss: 1.5,
      trainAccuracy: 0.4,
      validationLoss: 1.4,
      validationAccuracy: 0.5,
      seconds: 10,
      imagesPerSecond: 4000,
    },
  });
  const manifest = await parts.store.put(Buffer.from(`{"manifest":"${randomUUID()}"}`));
  const weights = await parts.store.put(Buffer.from(`weights ${randomUUID()}`));
  const model = await parts.prisma.model.create({
    data: {
      runId,
      ownerId,
      name: "seeded",
      dataset: "cifar10",
      manifestSha256: manifest.sha256,
      bytes: manifest.bytes + weights.bytes,
      parameters: 525_898,
      testCount: 10_000,
      testLoss: 1,
      testAccuracy: 0.65,
      trainingSeconds: 60,
      engineKind: "tensorflow",
      engineDevice: "cpu",
      artefacts: { create: [manifest, weights] },
      ...overrides,
    },
  });
  return { runId, modelId: model.id, manifestSha256: manifest.sha256, weightsSha256: weights.sha256 };
}

/** A collection whose versions 1, 2, 3 … are these models; the first has the alias `production`. */
export async function seedCollection(
  { prisma }: Parts,
  ownerId: string,
  name: string,
  modelIds: readonly string[],
): Promise<string> {
  const versions = modelIds.map((modelId, index) => ({
    number: index + 1,
    modelId,
    addedAt: new Date(),
    aliases: { create: index === 0 ? [{ name: "production" }] : [] },
  }));
  const { id } = await prisma.collection.create({
    data: {
      ownerId,
      name,
      nameKey: displayNameKey(name),
      lastNumber: modelIds.length,
      versions: { create: versions },
    },
  });
  return id;
}

/** A webhook for all events. */
export async function seedWebhook(
  { prisma }: Parts,
  ownerId: string,
  overrides: Partial<Prisma.WebhookUncheckedCreateInput> = {},
): Promise<string> {
  const { id } = await prisma.webhook.create({
    data: {
      ownerId,
      url: "https://example.org/",
      events: [...WEBHOOK_EVENTS],
      secret: randomBytes(32).toString("base64"),
      createdAt: new Date(),
      ...overrides,
    },
  });
  return id;
}
