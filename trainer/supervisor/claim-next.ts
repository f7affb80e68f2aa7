/**
 * Takes the run whose turn it is, of those that this trainer can train. Claims come one after the other, each in a transaction
 * that holds the queue's row: so turns, pauses and limits hold however many trainers ask at once. The queue's job of the run
 * is put first there and fetched, so that the queue watches over it from then on.
 */
import { fromPrisma, type Job, type PgBoss } from "pg-boss";
import { inTurn, type QueuedTurn } from "#domain/queue/turns";
import { jobPriority, TRAIN_QUEUE } from "#domain/runs/train-job";
import type { Prisma, PrismaQuery } from "#prisma/client";
import { QUEUE_SCHEMA } from "#prisma/create-queue";
import { whoHasUsedUpToday } from "#prisma/training-time";
import { type ClaimedRun, claimRun } from "./claim-run.ts";

export type Claim = { job: Job; run: ClaimedRun };

const LIVE_JOB = `job.name = '${TRAIN_QUEUE}' AND job.state IN ('created', 'retry') AND start_after <= now()`;

/** @returns null when nothing waits that this trainer may take now */
export async function claimNext(prisma: Prisma, boss: PgBoss, trainerId: string): Promise<Claim | null> {
  // Mostly nothing can be taken, and trainers look often: without the row, which they would have to take turns at.
  if (!(await mayClaim(prisma, trainerId))) return null;
  return prisma
    .$transaction(async (tx) => {
      const [queue] = await tx.$queryRaw<{ pausedAt: Date | null; secondsPerDay: number }[]>`
      SELECT "pausedAt", "secondsPerDay" FROM queue_state FOR UPDATE`;
      if (!queue || queue.pausedAt) return null;
      const waiting = await findTakeable(tx, trainerId, queue.secondsPerDay);
      const [next] = inTurn(waiting, await countRunning(tx, waiting));
      if (!next) return null;
      const run = await claimRun(tx, next.id, trainerId);
      const job = run && (await fetchJob(tx, boss, next.jobId));
      if (run && job) return { job, run };
      // Cancelled in this moment: the next look sees it.
      throw new ClaimUndone();
    })
    .catch((error) => {
      if (error instanceof ClaimUndone) return null;
      throw error;
    });
}

class ClaimUndone extends Error {}

/** Whether something waits, the queue goes on, and this trainer is to take more. */
async function mayClaim(prisma: PrismaQuery, trainerId: string): Promise<boolean> {
  const jobs = await prisma.$queryRawUnsafe<object[]>(
    `SELECT 1 FROM ${QUEUE_SCHEMA}.job
      WHERE ${LIVE_JOB}
        AND EXISTS (SELECT FROM queue_state WHERE "pausedAt" IS NULL)
        AND EXISTS (SELECT FROM trainer WHERE id = $1::uuid AND "drainedAt" IS NULL AND NOT stopping)
      LIMIT 1`,
    trainerId,
  );
  return jobs.length > 0;
}

type Takeable = QueuedTurn & { jobId: string };

/**
 * What waits, lost runs included, and does not need more than the trainer has told of itself; nothing for one that is to
 * take no more. Not of people whose training time of today is used up.
 */
async function findTakeable(tx: PrismaQuery, trainerId: string, secondsPerDay: number): Promise<Takeable[]> {
  const rows = await tx.$queryRawUnsafe<(Omit<Takeable, "priority"> & { leaseEpoch: number; trial: number | null })[]>(
    `SELECT run.id, "ownerId", pinned, position, "queuedAt", "leaseEpoch", trial, job.id AS "jobId"
       FROM ${QUEUE_SCHEMA}.job
       JOIN run ON run.id = job.singleton_key::uuid
       JOIN trainer ON trainer.id = $1::uuid
      WHERE ${LIVE_JOB}
        AND (run.state = 'queued' AND NOT held OR run.state = 'running')
        AND "drainedAt" IS NULL AND NOT stopping
        AND COALESCE(spec #>> '{architecture,backbone,id}', '') = ANY(array_append(backbones, ''))
        AND COALESCE(spec ->> 'device', 'any') IN ('any', trainer.engine ->> 'device')`,
    trainerId,
  );
  const usedUp = await whoHasUsedUpToday(tx, ownersOf(rows), secondsPerDay, new Date());
  return rows
    .filter(({ ownerId }) => !usedUp.has(ownerId))
    .map(({ leaseEpoch, trial, ...run }) => ({ ...run, priority: jobPriority({ begun: leaseEpoch > 0, trial }) }));
}

/** Runs in training of those who wait; one that was lost is not in training. */
async function countRunning(tx: PrismaQuery, waiting: readonly Takeable[]): Promise<Map<string, number>> {
  const groups = await tx.run.groupBy({
    by: ["ownerId"],
    where: { state: "running", ownerId: { in: ownersOf(waiting) }, id: { notIn: waiting.map(({ id }) => id) } },
    _count: true,
  });
  return new Map(groups.map(({ ownerId, _count }) => [ownerId, _count]));
}

const ownersOf = (runs: readonly { ownerId: string }[]): string[] => [...new Set(runs.map(({ ownerId }) => ownerId))];

/** The queue hands out by priority alone, so the job gets the highest. */
async function fetchJob(tx: PrismaQuery, boss: PgBoss, jobId: string): Promise<Job | null> {
  await tx.$queryRawUnsafe(
    `UPDATE ${QUEUE_SCHEMA}.job SET priority = 1 + (SELECT max(priority) FROM ${QUEUE_SCHEMA}.job WHERE ${LIVE_JOB})
      WHERE ${LIVE_JOB} AND id = $1::uuid`,
    jobId,
  );
  const [job] = await boss.fetch<object>(TRAIN_QUEUE, { db: fromPrisma(tx) });
  return job?.id === jobId ? job : null;
}
