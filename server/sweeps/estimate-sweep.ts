import { specCost } from "#domain/experiments/cost";
import { jobPriority } from "#domain/runs/train-job";
import type { SweepPlan } from "#domain/sweeps/plan-fields";
import { trialsOf } from "#domain/sweeps/trials";
import type { PrismaClient } from "#prisma/generated/client";
import { whoHasUsedUpToday } from "#prisma/training-time";
import { inOrder, planned, planOf, readQueueState } from "../launch/queue-state.ts";

export type SweepEstimate = {
  runs: number;
  /** Combinations that are not possible, which are not launched. */
  leftOut: number;
  /** Trainers that are there. */
  trainers: number;
  /** Seconds of training of all runs together; null before a trainer's speed is known. */
  trainingSeconds: number | null;
  /** When the last run would be done, what goes before it included. */
  readyAt: Date | null;
  /** Bytes of one training step of the largest run. */
  largestTrainingBytes: number;
};

/** What to expect of a sweep, were it launched now. With early stopping of losers it takes less. */
export async function estimateSweep(
  prisma: PrismaClient,
  plan: SweepPlan,
  viewerId: string,
  now: Date,
): Promise<SweepEstimate> {
  const state = await readQueueState(prisma, now);
  const { trainers, waiting, running, secondsPerDay } = state;
  const usedUp = (await whoHasUsedUpToday(prisma, [viewerId], secondsPerDay, now)).has(viewerId);
  const trials = trialsOf(plan);
  const runs = trials.flatMap(({ spec, trial }) => {
    if (!spec) return [];
    const turn = { ownerId: viewerId, pinned: null, position: null, queuedAt: now, usedUp };
    const priority = jobPriority({ begun: false, trial });
    return [{ id: String(trial), ...planned(spec), ...turn, priority, trainingBytes: specCost(spec).trainingBytes }];
  });
  const { starts, ends } = planOf(state, inOrder([...waiting, ...runs], running, trainers));
  const times = runs.map(({ id }) => ({ start: starts.get(id) ?? null, end: ends.get(id) ?? null }));
  const known = times.flatMap(({ start, end }) => (start !== null && end !== null ? [{ start, end }] : []));
  const isKnown = known.length === runs.length;
  return {
    runs: runs.length,
    leftOut: trials.length - runs.length,
    trainers: trainers.length,
    trainingSeconds: isKnown ? known.reduce((sum, { start, end }) => sum + (end - start) / 1000, 0) : null,
    readyAt: isKnown ? new Date(Math.max(...known.map(({ end }) => end))) : null,
    largestTrainingBytes: Math.max(...runs.map(({ trainingBytes }) => trainingBytes)),
  };
}
