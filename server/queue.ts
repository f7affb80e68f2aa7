/** The web tier's end of the queues: puts runs in and takes them out, and asks for exports, inside the caller's transaction. */
import { type Clock, fromPrisma, PgBoss } from "pg-boss";
import { EXPORT_QUEUE, type ExportJob, exportKey } from "#domain/models/export-job";
import { jobPriority, TRAIN_QUEUE, type TrainJob } from "#domain/runs/train-job";
import { QUEUE_SCHEMA } from "#prisma/create-queue";
import type { Prisma } from "#prisma/generated/client";
import { logLine, reasonOf } from "#telemetry/log";
import { currentTraceparent } from "#telemetry/spans";

export type QueuedRun = {
  id: string;
  /** Number within its sweep; null outside of one. */
  trial: number | null;
};

export type RunQueue = {
  /** Runs that have not begun; visible to trainers when the transaction commits, and only then. */
  add(tx: Prisma.TransactionClient, runs: readonly QueuedRun[]): Promise<void>;
  /** Takes those out that no trainer has yet. */
  remove(tx: Prisma.TransactionClient, runIds: readonly string[]): Promise<void>;
  /** A model in another format, unless that is waiting or in work already. */
  addExport(tx: Prisma.TransactionClient, order: Pick<ExportJob, "modelId" | "format">): Promise<void>;
  close(): Promise<void>;
};

export function createRunQueue(url: string): RunQueue {
  let started: Promise<PgBoss> | null = null;
  /** Started by whoever needs it first; a start that failed is tried again by the next. */
  const boss = (): Promise<PgBoss> => {
    started ??= start(url).catch((error: unknown) => {
      started = null;
      throw error;
    });
    return started;
  };
  return {
    async add(tx, runs) {
      const traceparent = currentTraceparent();
      const jobs = runs.map(({ id, trial }) => {
        const data: TrainJob = { v: 1, runId: id, ...(traceparent && { traceparent }) };
        return { data, singletonKey: id, priority: jobPriority({ begun: false, trial }) };
      });
      if (jobs.length > 0) await (await boss()).insert(TRAIN_QUEUE, jobs, { db: fromPrisma(tx) });
    },
    async remove(tx, runIds) {
      // pg-boss finds jobs by one key at a time.
      const jobs = await tx.$queryRawUnsafe<{ id: string }[]>(
        `SELECT id FROM ${QUEUE_SCHEMA}.job
          WHERE name = $1 AND singleton_key = ANY($2::text[]) AND state IN ('created', 'retry')`,
        TRAIN_QUEUE,
        runIds,
      );
      if (jobs.length > 0)
        await (await boss()).cancel(
          TRAIN_QUEUE,
          jobs.map(({ id }) => id),
          { db: fromPrisma(tx) },
        );
    },
    async addExport(tx, { modelId, format }) {
      const data: ExportJob = { v: 1, modelId, format };
      await (await boss()).insert(EXPORT_QUEUE, [{ data, singletonKey: exportKey(data) }], { db: fromPrisma(tx) });
    },
    async close() {
      if (started) await (await started).stop({ graceful: false });
    },
  };
}

/** Nothing wakes up by itself: between two requests this process may be frozen, and the database asleep. */
const withoutIntervals: Clock = {
  now: Date.now,
  setTimeout,
  clearTimeout: (timer) => clearTimeout(timer as NodeJS.Timeout),
  setInterval: () => null,
  clearInterval: () => {},
};

/** Its one connection is for its start alone, and closes soon: jobs travel by that of the caller's transaction. */
async function start(url: string): Promise<PgBoss> {
  const boss = new PgBoss({
    connectionString: url,
    schema: QUEUE_SCHEMA,
    migrate: false,
    supervise: false,
    schedule: false,
    max: 1,
    clock: withoutIntervals,
    connectionTimeoutMillis: 8_000,
    application_name: "cultivar-web-queue",
  });
  // Errors of idle connections; those of calls reject them.
  boss.on("error", (error) => logLine("warn", "the queue does not answer", { reason: reasonOf(error) }));
  return boss.start();
}
