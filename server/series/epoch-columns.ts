/** Epochs of runs as columns, like their points: the base64 of big-endian numbers, one per epoch. */
import { Prisma, type PrismaClient } from "#prisma/generated/client";
import { base64Sql } from "./base64-sql.ts";

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
    )
    SELECT "runId"::text AS id,
      ${column(Prisma.sql`int4send(epoch)`)} AS epoch,
      ${column(Prisma.sql`float8send(coalesce(extract(epoch FROM at)::float8 * 1000, 'NaN'))`)} AS at,
      ${column(Prisma.sql`float8send(coalesce("trainLoss", 'NaN'))`)} AS "trainLoss",
      ${column(Prisma.sql`float8send("trainAccuracy")`)} AS "trainAccuracy",
      ${column(Prisma.sql`float8send(coalesce("validationLoss", 'NaN'))`)} AS "validationLoss",
      ${column(Prisma.sql`float8send("validationAccuracy")`)} AS "validationAccuracy"
    FROM row GROUP BY "runId"`;
}

/** Bytes of all epochs of a run, in their order. */
const column = (bytes: Prisma.Sql) => base64Sql(Prisma.sql`string_agg(${bytes}, ''::bytea ORDER BY row.epoch)`);
