/** The queue and the trainers as the database has them now. */
import { specCost } from "#domain/experiments/cost";
import { type ExperimentSpec, experimentSpecFields } from "#domain/experiments/spec";
import { canTrain, needsOf, type RunNeeds } from "#domain/queue/needs";
import { inTurn, type QueuedTurn } from "#domain/queue/turns";
import { type EngineRecord, engineRecord } from "#domain/runs/engine-record";
import { jobPriority } from "#domain/runs/train-job";
import type { Prisma } from "#prisma/generated/client";
import { whoHasUsedUpToday } from "#prisma/training-time";
import {
  type PlannedTrainer,
  planQueue,
  type QueuePlace,
  type QueuePlan,
  type WaitingRun,
  waitingReason,
} from "./queue-plan.ts";

/** A trainer writes every two seconds; after this long without a word it counts as gone. */
export const TRAINER_SILENCE_MS = 10_000;

/** Trainers that are heard of. */
export const aliveAt = (now: Date) =>
  ({ heartbeatAt: { gt: new Date(now.getTime() - TRAINER_SILENCE_MS) } }) satisfies Prisma.TrainerWhereInput;

export const isAlive = (heartbeatAt: Date, now: Date): boolean =>
  now.getTime() - heartbeatAt.getTime() < TRAINER_SILENCE_MS;

export type LiveTrainer = Omit<PlannedTrainer, "freeAt"> & {
  name: string;
  engine: EngineRecord;
  runs: { name: string; ownerId: string }[];
  /** It takes no more runs. */
  drained: boolean;
  /** It trains as many runs as it can. */
  busy: boolean;
  /** One for each run that it trains side by side. */
  slots: PlannedTrainer[];
};

/** A run that waits, with what decides its place. */
export type PlacedRun = WaitingRun &
  QueuedTurn & {
    /** The training time of today of its owner is used up. */
    usedUp: boolean;
  };

/** `waiting` is in the order in which trainers take runs, those last that none can take now; held runs are not among them. */
export type QueueState = {
  pausedAt: Date | null;
  secondsPerDay: number;
  trainers: LiveTrainer[];
  waiting: (PlacedRun & { name: string })[];
  /** Runs in training of each person. */
  running: Map<string, number>;
};

export async function readQueueState(prisma: Prisma.TransactionClient, now: Date): Promise<QueueState> {
  const [queue, trainers, rows, groups] = await Promise.all([
    prisma.queueState.findFirst(),
    prisma.trainer.findMany({
      where: aliveAt(now),
      orderBy: [{ name: "asc" }, { id: "asc" }],
      select: {
        id: true,
        name: true,
        engine: true,
        flopsPerSecond: true,
        backbones: true,
        slots: true,
        drainedAt: true,
        stopping: true,
        runs: {
          where: { state: "running" },
          orderBy: { claimedAt: "asc" },
          select: { name: true, ownerId: true, spec: true, epoch: true, step: true, imagesPerSecond: true },
        },
      },
    }),
    prisma.run.findMany({
      where: { state: "queued", held: false, deletedAt: null },
      select: {
        id: true,
        name: true,
        ownerId: true,
        trial: true,
        leaseEpoch: true,
        pinned: true,
        position: true,
        queuedAt: true,
      },
    }),
    prisma.run.groupBy({ by: ["ownerId"], where: { state: "running" }, _count: true }),
  ]);
  const { pausedAt = null, secondsPerDay = 0 } = queue ?? {};
  const owners = [...new Set(rows.map(({ ownerId }) => ownerId))];
  const usedUp = await whoHasUsedUpToday(prisma, owners, secondsPerDay, now);
  const plans = await plannedRuns(
    prisma,
    rows.map(({ id }) => id),
  );
  const running = new Map(groups.map(({ ownerId, _count }) => [ownerId, _count]));
  const waiting = rows.flatMap(({ trial, leaseEpoch, ...run }) => {
    const plan = plans.get(run.id);
    // Without one it was removed in between.
    if (!plan) return [];
    return {
      ...run,
      ...plan,
      priority: jobPriority({ begun: leaseEpoch > 0, trial }),
      usedUp: usedUp.has(run.ownerId),
    };
  });
  const live = trainers.map((trainer) => liveTrainer(trainer, now));
  return { pausedAt, secondsPerDay, trainers: live, waiting: inOrder(waiting, running, live), running };
}

type Planned = { trainingFlops: number; needs: RunNeeds };

/** What is reckoned with of a spec. */
export const planned = (spec: ExperimentSpec): Planned => ({
  trainingFlops: specCost(spec).trainingFlops,
  needs: needsOf(spec),
});

/** Of runs that were seen waiting. A run keeps its spec, so each is read and reckoned with once. */
const known = new Map<string, Planned>();
const KNOWN_AT_MOST = 50_000;

async function plannedRuns(
  prisma: Prisma.TransactionClient,
  ids: readonly string[],
): Promise<ReadonlyMap<string, Planned>> {
  // Its own: while it waits for the database, another question may empty what is known.
  const plans = new Map<string, Planned>();
  for (const id of ids) {
    const plan = known.get(id);
    if (plan) plans.set(id, plan);
  }
  if (plans.size === ids.length) return plans;
  const unknown = ids.filter((id) => !plans.has(id));
  const rows = await prisma.run.findMany({ where: { id: { in: unknown } }, select: { id: true, spec: true } });
  if (known.size > KNOWN_AT_MOST) known.clear();
  for (const { id, spec } of rows) {
    const plan = planned(experimentSpecFields.parse(spec));
    known.set(id, plan);
    plans.set(id, plan);
  }
  return plans;
}

/** As trainers take them, those last that none can take now. */
export function inOrder<Run extends PlacedRun>(
  runs: readonly Run[],
  running: ReadonlyMap<string, number>,
  trainers: readonly LiveTrainer[],
): Run[] {
  const isBlocked = ({ usedUp, needs }: Run) =>
    usedUp || (trainers.length > 0 && !trainers.some((trainer) => canTrain(needs, trainer)));
  const { open = [], blocked = [] } = Object.groupBy(runs, (run) => (isBlocked(run) ? "blocked" : "open"));
  return [...inTurn(open, running), ...inTurn(blocked, running)];
}

type TrainerRow = {
  id: string;
  name: string;
  engine: unknown;
  flopsPerSecond: number | null;
  backbones: string[];
  slots: number;
  drainedAt: Date | null;
  stopping: boolean;
  runs: (RunningRun & { name: string; ownerId: string })[];
};

function liveTrainer({ runs, slots, drainedAt, stopping, ...row }: TrainerRow, now: Date): LiveTrainer {
  const { id, flopsPerSecond, backbones } = row;
  const engine = engineRecord.parse(row.engine);
  const { device } = engine;
  const slot = (freeAt: number | null): PlannedTrainer => ({ id, flopsPerSecond, backbones, device, freeAt });
  return {
    ...row,
    engine,
    device,
    runs: runs.map(({ name, ownerId }) => ({ name, ownerId })),
    drained: drainedAt !== null || stopping,
    busy: runs.length >= slots,
    slots: Array.from({ length: Math.max(slots, runs.length) }, (_, index) => {
      const run = runs[index];
      return slot(run ? freeAfter(run, flopsPerSecond, now) : now.getTime());
    }),
  };
}

/** Where runs can start: not with a trainer that takes no more, nor while the queue is paused. */
const openSlots = ({ pausedAt, trainers }: Pick<QueueState, "pausedAt" | "trainers">): PlannedTrainer[] =>
  pausedAt ? [] : trainers.flatMap(({ drained, slots }) => (drained ? [] : slots));

export type RunningRun = { spec: unknown; epoch: number; step: number; imagesPerSecond: number | null };

/** When a trainer is done with its run, by what is left of it and the trainer's speed; null before a speed is known. */
export function freeAfter(run: RunningRun, flopsPerSecond: number | null, now: Date): number | null {
  const spec = experimentSpecFields.parse(run.spec);
  const cost = specCost(spec);
  const stepsDone = Math.max(0, run.epoch - 1) * cost.stepsPerEpoch + run.step;
  const left = Math.max(0, 1 - stepsDone / (spec.epochs * cost.stepsPerEpoch));
  const speed = flopsPerSecond ?? (run.imagesPerSecond ? run.imagesPerSecond * 3 * cost.trained.flops : null);
  return speed ? now.getTime() + ((left * cost.trainingFlops) / speed) * 1000 : null;
}

/**
 * When runs start and end that wait in this order. Of one whose owner's training time of today is used up nothing is known:
 * it waits for tomorrow, and lets the others pass.
 */
export const planOf = (state: QueueState, runs: readonly PlacedRun[] = state.waiting): QueuePlan =>
  planQueue(
    openSlots(state),
    runs.filter(({ usedUp }) => !usedUp),
  );

/** What each waiting run says about its wait. */
export function queuePlaces(state: QueueState): Map<string, QueuePlace> {
  const { waiting, pausedAt, trainers } = state;
  const paused = pausedAt !== null;
  const { starts } = planOf(state);
  return new Map(
    waiting.map(({ id, usedUp, needs }, index) => {
      const start = starts.get(id) ?? null;
      const place = index + 1;
      const waitingFor = waitingReason({ place, paused, usedUp, needs, trainers });
      return [id, { place, waitingFor, expectedStart: start === null ? null : new Date(start), paused }];
    }),
  );
}
