import { fromPrisma, type PgBoss } from "pg-boss";
import { jobPriority, TRAIN_QUEUE, type TrainJob, trainJob } from "#domain/runs/train-job";
import type { Prisma, PrismaQuery } from "#prisma/client";
import type { Lease } from "./lease.ts";

/**
 * Puts a running run back into the queue, at once: the old job, which would have to time out first, gives way to a new one
 * with all its retries.
 *
 * @param crashes deaths of its trainer to put to its account
 * @returns whether the run was still held under the lease
 */
export function requeueRun(
  prisma: Prisma,
  boss: PgBoss,
  { runId, leaseEpoch }: Lease,
  crashes: 0 | 1,
): Promise<boolean> {
  return prisma.$transaction(async (transaction) => {
    const { count } = await transaction.run.updateMany({
      where: { id: runId, leaseEpoch, state: "running" },
      // Before all others of its owner, who has waited for it already.
      data: { state: "queued", crashes: { increment: crashes }, position: 0 },
    });
    if (count === 0) return false;
    await sendJob(transaction, boss, runId, jobPriority({ begun: true, trial: null }));
    return true;
  });
}

/** Gives a run a fresh job in place of whatever job it has. */
export async function sendJob(transaction: PrismaQuery, boss: PgBoss, runId: string, priority: number): Promise<void> {
  const db = fromPrisma(transaction);
  const jobs = await boss.findJobs(TRAIN_QUEUE, { key: runId, db });
  const live = jobs.filter(({ state }) => state === "created" || state === "retry" || state === "active");
  if (live.length > 0) {
    await boss.deleteJob(
      TRAIN_QUEUE,
      live.map(({ id }) => id),
      { db },
    );
  }
  // The trace of the launch goes on.
  const traceparent = live.map(({ data }) => trainJob.safeParse(data).data?.traceparent).find(Boolean);
  const job: TrainJob = { v: 1, runId, ...(traceparent && { traceparent }) };
  await boss.send(TRAIN_QUEUE, job, { singletonKey: runId, priority, db });
}
