import type { RunEvent } from "#domain/runs/events";
import type { RunCommand } from "#domain/runs/states";
import { stringifyMeasured } from "#domain/runs/stringify-measured";
import type { PrismaQuery } from "#prisma/client";
import { type Lease, LeaseLostError } from "./lease.ts";
import { metricValuesOf, pointsOf } from "./measurements.ts";
import { progressOf } from "./run-progress.ts";

export type RunRequest = {
  /** What the owner asks of the run. */
  command: RunCommand;
  /** How often its process has died since its last checkpoint. */
  crashes: number;
};

/**
 * Brings events to the database with everything that follows from them: epochs, points and checkpoints as rows, what
 * became of each metric, progress on the run. One statement that holds the run's row, so it happens whole and only under
 * the lease. Repeating it changes nothing. Without events it is a sign of life.
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
        FROM held, jsonb_to_recordset(${stringifyMeasured(events)}::jsonb) AS e(seq int, at bigint, data jsonb)
    ), logged AS (
      INSERT INTO run_event ("runId", seq, at, type, data)
      SELECT "runId", seq, at, data->>'type', data FROM event
      ON CONFLICT DO NOTHING
      RETURNING "runId", seq, at
    ), points AS (
      INSERT INTO run_point ("runId", seq, at, step, loss, accuracy, "learningRate", "imagesPerSecond", processors,
                             "memoryBytes", gpu, "gpuMemoryBytes")
      SELECT "runId", seq, at, p.step, p.loss, p.accuracy, p."learningRate", p."imagesPerSecond", p.processors,
             p."memoryBytes", p.gpu, p."gpuMemoryBytes"
        FROM logged JOIN jsonb_to_recordset(${stringifyMeasured(pointsOf(events))}::jsonb) AS p(
               seq int, step int, loss float8, accuracy float8, "learningRate" float8, "imagesPerSecond" float8,
               processors float8, "memoryBytes" float8, gpu float8, "gpuMemoryBytes" float8) USING (seq)
    ), metrics AS (
      INSERT INTO run_metric AS kept ("runId", metric, count, first, last, min, max)
      SELECT "runId", metric, count(*), (array_agg(value ORDER BY seq))[1], (array_agg(value ORDER BY seq DESC))[1],
             min(value) FILTER (WHERE value NOT IN ('NaN', 'Infinity', '-Infinity')),
             max(value) FILTER (WHERE value NOT IN ('NaN', 'Infinity', '-Infinity'))
        FROM logged JOIN jsonb_to_recordset(${stringifyMeasured(metricValuesOf(events))}::jsonb) AS m(
               seq int, metric text, value float8) USING (seq)
       GROUP BY "runId", metric
      ON CONFLICT ("runId", metric) DO UPDATE SET
        count = kept.count + EXCLUDED.count, last = EXCLUDED.last,
        min = LEAST(kept.min, EXCLUDED.min), max = GREATEST(kept.max, EXCLUDED.max)
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
      "testLoss" = COALESCE(${test && test.testLoss !== null ? String(test.testLoss) : null}::float8, "testLoss"),
      "testAccuracy" = COALESCE(${test?.testAccuracy ?? null}::float8, "testAccuracy"),
      "predictionsSha256" = COALESCE(${test?.predictionsSha256 ?? null}, "predictionsSha256"),
      confusion = COALESCE(${test && JSON.stringify(test.confusion)}::jsonb, confusion),
      crashes = CASE WHEN ${progress.checkpointed}::boolean THEN 0 ELSE crashes END
    FROM held WHERE run.id = held.id
    RETURNING run.command, run.crashes`;
  if (!run) throw new LeaseLostError(lease);
  return run;
}
