import { specCost } from "#domain/experiments/cost";
import type { ExperimentSpec } from "#domain/experiments/spec";
import type { EngineRecord } from "#domain/runs/engine-record";
import { jobPriority } from "#domain/runs/train-job";
import type { PrismaClient } from "#prisma/generated/client";
import { firstFree, planQueue, waitingReason } from "./queue-plan.ts";
import { readQueueState, TRAINER_SILENCE_MS } from "./queue-state.ts";

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
};

/** What to expect of a run with this spec, were it launched now. */
export async function estimateLaunch(
  prisma: PrismaClient,
  spec: ExperimentSpec,
  viewerId: string,
  now: Date,
): Promise<LaunchEstimate> {
  const state = await readQueueState(prisma, now);
  const priority = jobPriority({ begun: false, trial: null });
  const ahead = state.waiting.filter((run) => run.priority >= priority);
  const { after } = planQueue(state.trainers, ahead);
  const { trainingFlops } = specCost(spec);
  const place = ahead.length + 1;
  const start = firstFree(after)?.freeAt ?? null;
  return {
    trainers: state.trainers.map(({ id, name, engine, run, flopsPerSecond }) => {
      const trainingSeconds = flopsPerSecond ? trainingFlops / flopsPerSecond : null;
      const freeAt = after.find((trainer) => trainer.id === id)?.freeAt ?? null;
      return {
        id,
        name,
        engine,
        alive: true,
        busyWith: run && (run.ownerId === viewerId ? run.name : "another run"),
        trainingSeconds,
        readyAt: freeAt === null || trainingSeconds === null ? null : new Date(freeAt + trainingSeconds * 1000),
      };
    }),
    place,
    expectedStart: start === null ? null : new Date(start),
    note: waitingReason(place, {
      alive: state.trainers.length,
      busy: state.trainers.filter(({ run }) => run !== null).length,
    }),
  };
}

export type TrainerState = { id: string; name: string; busy: boolean };

/** The trainers that are heard of, by name. */
export async function listTrainers(prisma: PrismaClient, now: Date): Promise<TrainerState[]> {
  const trainers = await prisma.trainer.findMany({
    where: { heartbeatAt: { gt: new Date(now.getTime() - TRAINER_SILENCE_MS) } },
    orderBy: [{ name: "asc" }, { id: "asc" }],
    select: { id: true, name: true, _count: { select: { runs: { where: { state: "running" } } } } },
  });
  return trainers.map(({ _count, ...trainer }) => ({ ...trainer, busy: _count.runs > 0 }));
}
