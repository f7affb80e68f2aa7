import { PgBoss } from "pg-boss";
import { EXPORT_QUEUE, EXPORT_QUEUE_OPTIONS } from "#domain/models/export-job";
import { TRAIN_QUEUE, TRAIN_QUEUE_OPTIONS } from "#domain/runs/train-job";

/** The PostgreSQL schema that belongs to pg-boss. */
export const QUEUE_SCHEMA = "pgboss";

const QUEUES = [
  [TRAIN_QUEUE, TRAIN_QUEUE_OPTIONS],
  [EXPORT_QUEUE, EXPORT_QUEUE_OPTIONS],
] as const;

/**
 * Makes or migrates pg-boss' schema and the queues, so that neither web app nor trainer has to: both start with
 * `migrate: false`.
 */
export async function createQueue(url: string): Promise<void> {
  const boss = new PgBoss({
    connectionString: url,
    schema: QUEUE_SCHEMA,
    max: 1,
    supervise: false,
    schedule: false,
    application_name: "cultivar-migrate",
  });
  // Errors of idle connections; those of calls reject them.
  boss.on("error", () => {});
  await boss.start();
  try {
    for (const [name, { policy, ...adjustable }] of QUEUES) {
      await boss.createQueue(name, { policy, ...adjustable });
      // A queue that exists keeps its settings, so those of this version are set as well; the policy never changes.
      await boss.updateQueue(name, adjustable);
    }
  } finally {
    await boss.stop({ graceful: false });
  }
}
