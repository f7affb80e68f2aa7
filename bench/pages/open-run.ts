/** A run as a trainer holds it, and the events that it would report. */
import { randomUUID } from "node:crypto";
import { presetSpec } from "#domain/experiments/presets";
import type { RunEvent } from "#domain/runs/events";
import type { Prisma } from "#prisma/client";
import type { Lease } from "#trainer/supervisor/lease";
import { shipEvents } from "#trainer/supervisor/ship-events";
import { BENCH_ENGINE } from "./bench-engine.ts";

export type OpenRun = {
  lease: Lease;
  /** The next `count` progress events, with all eight measures. */
  nextProgress: (count: number) => RunEvent[];
};

const STEPS_PER_EPOCH = 1_250;

/** Makes a run that is being trained under a lease, with its first event shipped. */
export async function openRun(prisma: Prisma, ownerId: string, name: string): Promise<OpenRun> {
  const spec = { ...presetSpec("deeper"), epochs: 20 };
  const now = new Date();
  const trainer = await prisma.trainer.create({
    data: { id: randomUUID(), name: "bench", engine: BENCH_ENGINE, startedAt: now, heartbeatAt: now },
  });
  const experiment = await prisma.experiment.create({ data: { ownerId, name, spec } });
  const { id } = await prisma.run.create({
    data: {
      experimentId: experiment.id,
      ownerId,
      name,
      spec,
      preset: "deeper",
      seed: 1n,
      state: "running",
      leaseEpoch: 1,
      trainerId: trainer.id,
      heartbeatAt: now,
      startedAt: now,
      stepsPerEpoch: STEPS_PER_EPOCH,
    },
  });
  const lease = { runId: id, leaseEpoch: 1 };
  let seq = 1;
  let step = 0;
  const started: RunEvent = {
    seq,
    at: Date.now(),
    data: {
      type: "started",
      engine: BENCH_ENGINE,
      trainer: "bench",
      trainingImages: 40_000,
      validationImages: 10_000,
      stepsPerEpoch: STEPS_PER_EPOCH,
      parameters: 282_250,
    },
  };
  await shipEvents(prisma, lease, [started]);
  const progress = (): RunEvent => {
    seq += 1;
    step += 1;
    const loss = 0.6 + 1.3 * Math.exp(-step / 1_000) + 0.1 * Math.random();
    const accuracy = 0.75 - 0.5 * Math.exp(-step / 1_000) + 0.1 * Math.random();
    return {
      seq,
      at: Date.now(),
      data: {
        type: "progress",
        epoch: Math.floor((step - 1) / STEPS_PER_EPOCH) + 1,
        step: ((step - 1) % STEPS_PER_EPOCH) + 1,
        stepsPerEpoch: STEPS_PER_EPOCH,
        loss,
        accuracy,
        imagesPerSecond: 3_800 + 400 * Math.random(),
        point: {
          loss,
          accuracy,
          learningRate: 0.001,
          processors: 1.6 + 0.4 * Math.random(),
          memoryBytes: 6e8 + 1e6 * Math.random(),
          gpu: 0.7 + 0.3 * Math.random(),
          gpuMemoryBytes: 3e9 + 1e7 * Math.random(),
        },
      },
    };
  };
  return { lease, nextProgress: (count) => Array.from({ length: count }, progress) };
}
