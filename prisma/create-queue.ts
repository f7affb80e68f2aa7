import { PgBoss } from "pg-boss";
import { TRAIN_QUEUE, TRAIN_QUEUE_OPTIONS } from "#domain/runs/train-job";

/** The PostgreSQL schema that belongs to pg-boss. */
export const QUEUE_SCHEMA = "pgboss";

/**
 * Makes or migrates pg-boss' schema and the training queue, so that neither web app nor trainer has to: both start with
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
    const { policy, ...adjustable } = TRAIN_QUEUE_OPTIONS;
    await boss.createQueue(TRAIN_QUEUE, { policy, ...adjustable });
    // A queue that exists keeps its settings, so those of this version are set as well; the policy never changes.
    await boss.updateQueue(TRAIN_QUEUE, adjustable);
  } finally {
    await boss.stop({ graceful: false });
  }
}
