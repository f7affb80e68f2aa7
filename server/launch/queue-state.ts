/** The queue and the trainers as the database has them now. */
import { specCost } from "#domain/experiments/cost";
import { experimentSpecFields } from "#domain/experiments/spec";
import { type EngineRecord, engineRecord } from "#domain/runs/engine-record";
import { jobPriority } from "#domain/runs/train-job";
import type { PrismaClient } from "#prisma/generated/client";
import { type PlannedTrainer, planQueue, type QueuePlace, type WaitingRun, waitingReason } from "./queue-plan.ts";

/** A trainer writes every two seconds; after this long without a word it counts as gone. */
export const TRAINER_SILENCE_MS = 10_000;

export const isAlive = (heartbeatAt: Date, now: Date): boolean =>
  now.getTime() - heartbeatAt.getTime() < TRAINER_SILENCE_MS;

export type LiveTrainer = PlannedTrainer & {
  name: string;
  engine: EngineRecord;
  run: { name: string; ownerId: string } | null;
};

/** A run that waits, with what decides its place; see `jobPriority`. */
export type PlacedRun = WaitingRun & { priority: number };

/** `waiting` is in the order in which trainers take runs; held runs are not among them. */
export type QueueState = { trainers: LiveTrainer[]; waiting: PlacedRun[] };

export async function readQueueState(prisma: PrismaClient, now: Date): Promise<QueueState> {
  const [trainers, waiting] = await Promise.all([
    prisma.trainer.findMany({
      where: { heartbeatAt: { gt: new Date(now.getTime() - TRAINER_SILENCE_MS) } },
      orderBy: [{ name: "asc" }, { id: "asc" }],
      select: {
        id: true,
        name: true,
        engine: true,
        flopsPerSecond: true,
        runs: {
          where: { state: "running" },
          select: { name: true, ownerId: true, spec: true, epoch: true, step: true, imagesPerSecond: true },
          take: 1,
        },
      },
    }),
    prisma.run.findMany({
      where: { state: "queued", held: false, deletedAt: null },
      orderBy: [{ queuedAt: "asc" }, { id: "asc" }],
      select: { id: true, spec: true, trial: true, leaseEpoch: true },
    }),
  ]);
  return {
    trainers: trainers.map(({ runs: [run], engine, ...trainer }) => ({
      ...trainer,
      engine: engineRecord.parse(engine),
      run: run ? { name: run.name, ownerId: run.ownerId } : null,
      freeAt: run ? freeAfter(run, trainer.flopsPerSecond, now) : now.getTime(),
    })),
    waiting: inOrder(
      waiting.map(({ id, spec, trial, leaseEpoch }) => ({
        id,
        trainingFlops: specCost(experimentSpecFields.parse(spec)).trainingFlops,
        priority: jobPriority({ begun: leaseEpoch > 0, trial }),
      })),
    ),
  };
}

/** As the queue hands them out: by priority, and those of the same in the order in which they are given. */
export const inOrder = (runs: readonly PlacedRun[]): PlacedRun[] => [...runs].sort((a, b) => b.priority - a.priority);

type RunningRun = { spec: unknown; epoch: number; step: number; imagesPerSecond: number | null };

/** When a trainer is done with its run, by what is left of it and the trainer's speed; null before a speed is known. */
function freeAfter(run: RunningRun, flopsPerSecond: number | null, now: Date): number | null {
  const spec = experimentSpecFields.parse(run.spec);
  const cost = specCost(spec);
  const stepsDone = Math.max(0, run.epoch - 1) * cost.stepsPerEpoch + run.step;
  const left = Math.max(0, 1 - stepsDone / (spec.epochs * cost.stepsPerEpoch));
  const speed = flopsPerSecond ?? (run.imagesPerSecond ? run.imagesPerSecond * 3 * cost.trained.flops : null);
  return speed ? now.getTime() + ((left * cost.trainingFlops) / speed) * 1000 : null;
}

/** What each waiting run says about its wait. */
export function queuePlaces({ trainers, waiting }: QueueState): Map<string, QueuePlace> {
  const { starts } = planQueue(trainers, waiting);
  const count = { alive: trainers.length, busy: trainers.filter(({ run }) => run !== null).length };
  return new Map(
    waiting.map(({ id }, index) => {
      const start = starts.get(id) ?? null;
      const place = index + 1;
      return [
        id,
        { place, waitingFor: waitingReason(place, count), expectedStart: start === null ? null : new Date(start) },
      ];
    }),
  );
}
