/** Epochs of runs as columns, like their points: the base64 of big-endian numbers, one per epoch. */
import type { PrismaClient } from "#prisma/generated/client";

export type EpochColumns = {
  id: string;
  /** Int32. */
  epoch: string;
  /** Float64: ms since 1970 at which it ended; NaN where that is not known. */
  at: string;
  /** Float64 all; losses are NaN where they were not kept. */
  trainLoss: string;
  trainAccuracy: string;
  validationLoss: string;
  validationAccuracy: string;
};

/** The epochs of each run after the one that is named with it. Runs without any are left out. */
export function readEpochColumns(
  prisma: PrismaClient,
  runs: readonly { id: string; after: number }[],
): Promise<EpochColumns[]> {
  if (runs.length === 0) return Promise.resolve([]);
  return prisma.$queryRaw<EpochColumns[]>`
    WITH wanted AS (
      SELECT * FROM unnest(${runs.map(({ id }) => id)}::uuid[], ${runs.map(({ after }) => after)}::int[]) AS w(id, after)
    ), ended AS (
      SELECT e."runId", (e.data->>'epoch')::int AS epoch, max(e.at) AS at
      FROM wanted JOIN run_event e ON e."runId" = wanted.id AND e.type = 'epoch'
      GROUP BY 1, 2
    ), row AS (
      SELECT r.*, ended.at
      FROM wanted JOIN run_epoch r ON r."runId" = wanted.id AND r.epoch > wanted.after
      LEFT JOIN ended ON ended."runId" = r."runId" AND ended.epoch = r.epoch
    ), bytes AS (
      SELECT "runId",
        string_agg(int4send(epoch), ''::bytea ORDER BY epoch) AS epoch,
        string_agg(float8send(coalesce(extract(epoch FROM at)::float8 * 1000, 'NaN')), ''::bytea ORDER BY epoch) AS at,
        string_agg(float8send(coalesce("trainLoss", 'NaN')), ''::bytea ORDER BY epoch) AS "trainLoss",
        string_agg(float8send("trainAccuracy"), ''::bytea ORDER BY epoch) AS "trainAccuracy",
        string_agg(float8send(coalesce("validationLoss", 'NaN')), ''::bytea ORDER BY epoch) AS "validationLoss",
        string_agg(float8send("validationAccuracy"), ''::bytea ORDER BY epoch) AS "validationAccuracy"
      FROM row GROUP BY "runId"
    )
    SELECT "runId"::text AS id,
      translate(encode(epoch, 'base64'), E'\\n', '') AS epoch,
      translate(encode(at, 'base64'), E'\\n', '') AS at,
      translate(encode("trainLoss", 'base64'), E'\\n', '') AS "trainLoss",
      translate(encode("trainAccuracy", 'base64'), E'\\n', '') AS "trainAccuracy",
      translate(encode("validationLoss", 'base64'), E'\\n', '') AS "validationLoss",
      translate(encode("validationAccuracy", 'base64'), E'\\n', '') AS "validationAccuracy"
    FROM bytes`;
}
