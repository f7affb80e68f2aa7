/**
 * Looks for runs that the queue no longer knows: its retries are used up, or it dropped a job that had waited for weeks.
 * Nobody would ever hear of them again.
 */
import type { PgBoss } from "pg-boss";
import type { RunEventData } from "#domain/runs/events";
import { jobPriority, TRAIN_QUEUE } from "#domain/runs/train-job";
import type { Prisma } from "#prisma/client";
import { QUEUE_SCHEMA } from "#prisma/create-queue";
import { recordRunEnds } from "#prisma/record-webhook-messages";
import { logLine } from "#telemetry/log";
import { sendJob } from "./requeue-run.ts";
import { retriesFailure } from "./run-failures.ts";

type LostRun = { id: string; leaseEpoch: number; trial: number | null; state: "queued" | "running" };

/**
 * Fails lost runs that were running, gives lost runs that wait a new job, and removes jobs whose run has ended. Held runs have
 * none on purpose.
 */
export async function rescueRuns(prisma: Prisma, boss: PgBoss): Promise<void> {
  await prisma.$executeRawUnsafe(
    `DELETE FROM ${QUEUE_SCHEMA}.job
      WHERE name = $1 AND state IN ('created', 'retry') AND created_on < now() - interval '60 seconds'
        AND NOT EXISTS (SELECT FROM run WHERE id = singleton_key::uuid AND run.state IN ('queued', 'running'))`,
    TRAIN_QUEUE,
  );
  // The times leave room for whoever is about to write the job, or to claim the run.
  const lost = await prisma.$queryRawUnsafe<LostRun[]>(
    `SELECT id, "leaseEpoch", trial, state FROM run
      WHERE (state = 'queued' AND NOT held AND "updatedAt" < now() - interval '60 seconds'
             OR state = 'running' AND "heartbeatAt" < now() - interval '60 seconds')
        AND NOT EXISTS (
          SELECT FROM ${QUEUE_SCHEMA}.job
           WHERE name = $1 AND singleton_key = run.id::text AND state IN ('created', 'retry', 'active'))`,
    TRAIN_QUEUE,
  );
  for (const run of lost) {
    if (run.state === "running") await failRun(prisma, run);
    else {
      const priority = jobPriority({ begun: run.leaseEpoch > 0, trial: run.trial });
      await prisma.$transaction((transaction) => sendJob(transaction, boss, run.id, priority));
    }
    logLine("warn", "run was lost to the queue", { run: run.id, state: run.state });
  }
}

/** Takes the lease, so that a trainer that does live somewhere can no longer write, and ends the run. */
async function failRun(prisma: Prisma, { id, leaseEpoch }: LostRun): Promise<void> {
  await prisma.$transaction(async (transaction) => {
    const finishedAt = new Date();
    const { count } = await transaction.run.updateMany({
      where: { id, leaseEpoch, state: "running" },
      data: { state: "failed", finishedAt, failure: retriesFailure, leaseEpoch: leaseEpoch + 1 },
    });
    if (count === 0) return;
    const last = await transaction.runEvent.findFirst({ where: { runId: id }, orderBy: { seq: "desc" } });
    const { message } = retriesFailure;
    const data: RunEventData = { type: "ended", state: "failed", endedEarly: false, message };
    await transaction.runEvent.create({
      data: { runId: id, seq: (last?.seq ?? 0) + 1, at: finishedAt, type: data.type, data },
    });
    await recordRunEnds(transaction, [id], finishedAt);
  });
}
