import type { RunEvent } from "#domain/runs/events";
import type { RunCommand } from "#domain/runs/states";
import type { PrismaQuery } from "#prisma/client";
import { type Lease, LeaseLostError } from "./lease.ts";
import { progressOf } from "./run-progress.ts";

export type RunRequest = {
  /** What the owner asks of the run. */
  command: RunCommand;
  /** How often its process has died since its last checkpoint. */
  crashes: number;
};

/**
 * Brings events to the database with everything that follows from them: epochs and checkpoints as rows, progress on the
 * run. One statement that holds the run's row, so it happens whole and only under the lease. Repeating it changes nothing.
 * Without events it is a sign of life.
 *
 * @throws LeaseLostError when the run is somebody else's by now
 */
export async function shipEvents(prisma: PrismaQuery, lease: Lease, events: readonly RunEvent[]): Promise<RunRequest> {
  const progress = progressOf(events);
  const { best, test } = progress;
  const [run] = await prisma.$queryRaw<RunRequest[]>`
    WITH held AS (
      SELECT id FROM run
       WHERE id = ${lease.runId}::uuid AND "leaseEpoch" = ${lease.leaseEpoch} AND state = 'running' FOR UPDATE
    ), event AS (
      SELECT held.id AS "runId", e.seq, to_timestamp(e.at / 1000.0) AT TIME ZONE 'UTC' AS at, e.data
        FROM held, jsonb_to_recordset(${JSON.stringify(events)}::jsonb) AS e(seq int, at bigint, data jsonb)
    ), logged AS (
      INSERT INTO run_event ("runId", seq, at, type, data)
      SELECT "runId", seq, at, data->>'type', data FROM event
      ON CONFLICT DO NOTHING
    ), epochs AS (
      INSERT INTO run_epoch ("runId", epoch, "trainLoss", "trainAccuracy", "validationLoss", "validationAccuracy",
                             seconds, "imagesPerSecond")
      SELECT "runId", e.* FROM event, jsonb_to_record(event.data) AS e(
               epoch int, "trainLoss" float8, "trainAccuracy" float8, "validationLoss" float8,
               "validationAccuracy" float8, seconds float8, "imagesPerSecond" float8)
       WHERE data->>'type' = 'epoch'
      ON CONFLICT DO NOTHING
      RETURNING seconds
    ), checkpoints AS (
      INSERT INTO checkpoint ("runId", epoch, step, sha256, bytes)
      SELECT DISTINCT ON (c.epoch, c.step) "runId", c.*
        FROM event, jsonb_to_record(event.data) AS c(epoch int, step int, sha256 text, bytes int)
       WHERE data->>'type' = 'checkpoint' ORDER BY c.epoch, c.step, seq DESC
      ON CONFLICT ("runId", epoch, step) DO UPDATE SET sha256 = EXCLUDED.sha256, bytes = EXCLUDED.bytes
    )
    UPDATE run SET
      "heartbeatAt" = now(), "updatedAt" = now(),
      epoch = COALESCE(${progress.epoch}::int, epoch),
      step = COALESCE(${progress.step}::int, step),
      "stepsPerEpoch" = COALESCE(${progress.stepsPerEpoch}::int, "stepsPerEpoch"),
      "imagesPerSecond" = COALESCE(${progress.imagesPerSecond}::float8, "imagesPerSecond"),
      "trainingSeconds" = (SELECT COALESCE("trainingSeconds" + sum(seconds), sum(seconds), "trainingSeconds") FROM epochs),
      engine = COALESCE(${progress.engine && JSON.stringify(progress.engine)}::jsonb, engine),
      "bestEpoch" =
        CASE WHEN ${best?.validationAccuracy ?? null}::float8 > COALESCE("bestValidationAccuracy", -1)
             THEN ${best?.epoch ?? null}::int ELSE "bestEpoch" END,
      "bestValidationAccuracy" =
        GREATEST("bestValidationAccuracy", ${best?.validationAccuracy ?? null}::float8),
      "testCount" = COALESCE(${test?.count ?? null}::int, "testCount"),
      "testLoss" = COALESCE(${test?.loss ?? null}::float8, "testLoss"),
      "testAccuracy" = COALESCE(${test?.accuracy ?? null}::float8, "testAccuracy"),
      confusion = COALESCE(${test && JSON.stringify(test.confusion)}::jsonb, confusion),
      crashes = CASE WHEN ${progress.checkpointed}::boolean THEN 0 ELSE crashes END
    FROM held WHERE run.id = held.id
    RETURNING run.command, run.crashes`;
  if (!run) throw new LeaseLostError(lease);
  return run;
}
