/** The web tier's end of the training queue: puts runs in and takes them out, inside the caller's transaction. */
import { fromPrisma, PgBoss } from "pg-boss";
import { TRAIN_QUEUE, type TrainJob } from "#domain/runs/train-job";
import { QUEUE_SCHEMA } from "#prisma/create-queue";
import type { Prisma } from "#prisma/generated/client";

export type RunQueue = {
  /** Visible to trainers when the transaction commits, and only then. */
  add(tx: Prisma.TransactionClient, runId: string): Promise<void>;
  /** Takes the run out if no trainer has it yet. */
  remove(tx: Prisma.TransactionClient, runId: string): Promise<void>;
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
    async add(tx, runId) {
      const job: TrainJob = { v: 1, runId };
      await (await boss()).send(TRAIN_QUEUE, job, { singletonKey: runId, db: fromPrisma(tx) });
    },
    async remove(tx, runId) {
      const db = fromPrisma(tx);
      const queue = await boss();
      const jobs = await queue.findJobs(TRAIN_QUEUE, { key: runId, queued: true, db });
      if (jobs.length > 0)
        await queue.cancel(
          TRAIN_QUEUE,
          jobs.map(({ id }) => id),
          { db },
        );
    },
    async close() {
      if (started) await (await started).stop({ graceful: false });
    },
  };
}

async function start(url: string): Promise<PgBoss> {
  const boss = new PgBoss({
    connectionString: url,
    schema: QUEUE_SCHEMA,
    migrate: false,
    supervise: false,
    schedule: false,
    max: 1,
    connectionTimeoutMillis: 8_000,
    application_name: "cultivar-web-queue",
  });
  // Errors of idle connections; those of calls reject them.
  boss.on("error", (error) => console.error(`queue: ${error.message}`));
  return boss.start();
}
