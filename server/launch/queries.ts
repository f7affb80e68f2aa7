import type { ExperimentSpec } from "#domain/experiments/spec";
import type { EngineRecord } from "#domain/runs/engine-record";
import { jobPriority } from "#domain/runs/train-job";
import type { PrismaClient } from "#prisma/generated/client";
import { whoHasUsedUpToday } from "#prisma/training-time";
import { firstFree, waitingReason } from "./queue-plan.ts";
import { aliveAt, inOrder, type PlacedRun, planned, planOf, readQueueState } from "./queue-state.ts";

export type LaunchEstimate = {
  trainers: {
    id: string;
    name: string;
    engine: EngineRecord;
    alive: boolean;
    /** Name of the run that it trains, "another run" when that is somebody else's, null when it is free. */
    busyWith: string | null;
    /** Seconds that it would train. */
    trainingSeconds: number | null;
    readyAt: Date | null;
  }[];
  /** Place in the queue of a run launched now; 1 is next. */
  place: number;
  expectedStart: Date | null;
  note: string;
  /** An administrator has paused the whole queue. */
  paused: boolean;
};

/** What to expect of a run with this spec, were it launched now. */
export async function estimateLaunch(
  prisma: PrismaClient,
  spec: ExperimentSpec,
  viewerId: string,
  now: Date,
): Promise<LaunchEstimate> {
  const state = await readQueueState(prisma, now);
  const { secondsPerDay, waiting, running } = state;
  const usedUp = await whoHasUsedUpToday(prisma, [viewerId], secondsPerDay, now);
  const run: PlacedRun = {
    id: "launched now",
    ownerId: viewerId,
    ...planned(spec),
    pinned: null,
    position: null,
    priority: jobPriority({ begun: false, trial: null }),
    queuedAt: now,
    usedUp: usedUp.has(viewerId),
  };
  const order = inOrder([...waiting, run], running, state.trainers);
  const ahead = order.slice(0, order.indexOf(run));
  const place = ahead.length + 1;
  const { after } = planOf(state, ahead);
  const start = run.usedUp ? null : (firstFree(after, run.needs)?.freeAt ?? null);
  const paused = state.pausedAt !== null;
  return {
    trainers: state.trainers.map((trainer) => {
      const { id, name, engine, flopsPerSecond, runs, busy } = trainer;
      const trainingSeconds = flopsPerSecond ? run.trainingFlops / flopsPerSecond : null;
      const own = after.filter((slot) => slot.id === id);
      const freeAt = firstFree(own, run.needs)?.freeAt ?? null;
      const [first] = runs;
      return {
        id,
        name,
        engine,
        alive: true,
        busyWith: first && busy ? (first.ownerId === viewerId ? first.name : "another run") : null,
        trainingSeconds,
        readyAt: freeAt === null || trainingSeconds === null ? null : new Date(freeAt + trainingSeconds * 1000),
      };
    }),
    place,
    expectedStart: start === null ? null : new Date(start),
    note: waitingReason({
      place,
      paused,
      usedUp: run.usedUp,
      needs: run.needs,
      trainers: state.trainers,
    }),
    paused,
  };
}

export type TrainerState = { id: string; name: string; busy: boolean };

/** The trainers that are heard of, by name. */
export async function listTrainers(prisma: PrismaClient, now: Date): Promise<TrainerState[]> {
  const trainers = await prisma.trainer.findMany({
    where: aliveAt(now),
    orderBy: [{ name: "asc" }, { id: "asc" }],
    select: { id: true, name: true, slots: true, _count: { select: { runs: { where: { state: "running" } } } } },
  });
  return trainers.map(({ _count, slots, ...trainer }) => ({ ...trainer, busy: _count.runs >= slots }));
}
