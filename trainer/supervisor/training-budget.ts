import type { Prisma } from "#prisma/client";
import { whoHasUsedUpToday } from "#prisma/training-time";
import { repeat } from "./repeat.ts";

/** Milliseconds by which a run may train on at most when its owner's time is used up. */
const INTERVAL = 5_000;

/**
 * Watches over the training time of today of a run's owner while `signal` does not abort.
 *
 * @returns aborts when it is used up: the run then waits for the next day
 */
export function watchBudget(prisma: Prisma, ownerId: string, signal: AbortSignal): AbortSignal {
  const usedUp = new AbortController();
  const watched = AbortSignal.any([signal, usedUp.signal]);
  void repeat("the look at a person's training time", INTERVAL, watched, async () => {
    const queue = await prisma.queueState.findFirst({ select: { secondsPerDay: true } });
    if (!queue) return;
    if ((await whoHasUsedUpToday(prisma, [ownerId], queue.secondsPerDay, new Date())).has(ownerId)) usedUp.abort();
  });
  return usedUp.signal;
}
