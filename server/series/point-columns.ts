/**
 * Points of runs as columns, put together in buckets by one statement over `run_point`. Each column is one string: the
 * base64 of big-endian numbers, one per bucket. An answer of 10 runs × 8 metrics has a few hundred values to walk instead
 * of a hundred thousand, NaN survives, and no digit is lost.
 */
import { runEventData } from "#domain/runs/events";
import type { PointMetric } from "#domain/runs/metrics";
import { Prisma, type PrismaClient } from "#prisma/generated/client";
import { base64Sql } from "./base64-sql.ts";
import type { SeriesRun } from "./find-runs.ts";
import type { SeriesRange } from "./input.ts";

export type MetricColumns = {
  /** Float64: mean of the finite values, NaN where a bucket has none; absent where nothing was measured. */
  mean: string | null;
  /** Float64: least and greatest finite value; absent where every bucket is a single point. */
  min: string | null;
  max: string | null;
  /** Int32: 8 × the number of values that are NaN or infinite, plus 1 if NaN, 2 if ∞, 4 if -∞ is among them; absent where none is. */
  odd: string | null;
};

export type PointColumns = {
  id: string;
  /** Points in all buckets. */
  points: number;
  /** Number of the last point; 0 if there is none. */
  lastSeq: number;
  /** Int32: points of each bucket. */
  count: string;
  /** Float64: step of the last point of each bucket, and its time in ms since 1970. */
  step: string;
  at: string;
  metrics: Partial<Record<PointMetric, MetricColumns>>;
};

/** A run to read, from behind a point that is known. */
type Wanted = SeriesRun & { after: number };

type Row = { id: string; points: number; lastSeq: number; count: string; step: string; at: string } & Record<
  string,
  string | number | null
>;

export async function readPointColumns(
  prisma: PrismaClient,
  runs: readonly Wanted[],
  metrics: readonly PointMetric[],
  buckets: number,
  range?: SeriesRange,
): Promise<PointColumns[]> {
  if (runs.length === 0) return [];
  const again = await trainedAgain(prisma, runs);
  const rows = await prisma.$queryRaw<Row[]>(statement(runs, metrics, buckets, range, again));
  return rows.map(({ id, points, lastSeq, count, step, at, ...columns }) => ({
    id,
    points,
    lastSeq,
    count,
    step,
    at,
    metrics: Object.fromEntries(
      metrics.map((metric) => [
        metric,
        {
          mean: columns[`${metric} mean`],
          min: columns[`${metric} min`],
          max: columns[`${metric} max`],
          odd: columns[`${metric} odd`],
        } as MetricColumns,
      ]),
    ),
  }));
}

type Again = { runId: string; seq: number; step: number };

/** Where a run went on from a checkpoint: what it had done beyond that step before event `seq` was trained once more. */
async function trainedAgain(prisma: PrismaClient, runs: readonly Wanted[]): Promise<Again[]> {
  const events = await prisma.runEvent.findMany({
    where: { runId: { in: runs.map(({ id }) => id) }, type: "resumed" },
    select: { runId: true, seq: true, data: true },
  });
  const stepsPerEpoch = new Map(runs.map((run) => [run.id, run.stepsPerEpoch]));
  return events.flatMap(({ runId, seq, data }) => {
    const event = runEventData.parse(data);
    if (event.type !== "resumed") return [];
    return [{ runId, seq, step: event.epoch * (stepsPerEpoch.get(runId) ?? 0) + event.step }];
  });
}

/** Text of a statement is put together from names of columns and counts that are known here; all else is a parameter. */
const name = (metric: PointMetric, part: "raw" | "finite" | "mean" | "min" | "max" | "odd" | "kinds") =>
  Prisma.raw(`"${metric} ${part}"`);

function statement(
  runs: readonly Wanted[],
  metrics: readonly PointMetric[],
  buckets: number,
  range: SeriesRange | undefined,
  again: readonly Again[],
): Prisma.Sql {
  const kept = Prisma.join(
    [Prisma.sql`p."runId" = wanted.id AND p.seq > wanted.after`, ...within(range), ...superseded(again)],
    " AND ",
  );
  // OFFSET 0 keeps each value's test for finiteness from being written out into every aggregate.
  return Prisma.sql`
    WITH wanted AS (
      SELECT * FROM unnest(
        ${runs.map(({ id }) => id)}::uuid[], ${runs.map(({ after }) => after)}::int[],
        ${runs.map((run) => bound(run, range, "from"))}::float8[], ${runs.map((run) => bound(run, range, "to"))}::float8[]
      ) AS w(id, after, low, high)
    ), span AS (
      SELECT wanted.*, s.* FROM wanted CROSS JOIN LATERAL (
        SELECT count(*)::int AS points, min(p.seq) AS first, max(p.seq) AS last FROM run_point p WHERE ${kept}
      ) s
    ), point AS (
      SELECT wanted.id, p.step, p.at,
        CASE WHEN wanted.points <= ${buckets} THEN p.seq
          ELSE ((p.seq - wanted.first)::bigint * ${buckets} / (wanted.last - wanted.first + 1))::int END AS bucket,
        ${Prisma.join(metrics.flatMap(tested))}
      FROM span wanted JOIN run_point p ON ${kept}
      OFFSET 0
    ), bucket AS (
      SELECT id, bucket, count(*)::int AS n, max(step) AS step, max(at) AS at, ${Prisma.join(metrics.flatMap(summed))}
      FROM point GROUP BY id, bucket
    )
    SELECT span.id::text AS id, span.points, coalesce(span.last, span.after) AS "lastSeq",
      ${column(Prisma.sql`int4send(n)`)} AS count,
      ${column(Prisma.sql`float8send(step)`)} AS step,
      ${column(Prisma.sql`float8send(extract(epoch FROM bucket.at)::float8 * 1000)`)} AS at,
      ${Prisma.join(metrics.flatMap((metric) => packed(metric, buckets)))}
    FROM span LEFT JOIN bucket USING (id)
    GROUP BY span.id, span.points, span.last, span.after`;
}

/** A value, and once more if it is finite. NaN is greater than infinity here. */
function tested(metric: PointMetric): Prisma.Sql[] {
  const value = Prisma.raw(`p."${metric}"`);
  return [
    Prisma.sql`${value} AS ${name(metric, "raw")}`,
    Prisma.sql`CASE WHEN ${value} > '-Infinity' AND ${value} < 'Infinity' THEN ${value} END AS ${name(metric, "finite")}`,
  ];
}

function summed(metric: PointMetric): Prisma.Sql[] {
  const [raw, finite] = [name(metric, "raw"), name(metric, "finite")];
  return [
    Prisma.sql`sum(${finite}) / count(${finite}) AS ${name(metric, "mean")}`,
    Prisma.sql`min(${finite}) AS ${name(metric, "min")}`,
    Prisma.sql`max(${finite}) AS ${name(metric, "max")}`,
    Prisma.sql`count(${raw}) - count(${finite}) AS ${name(metric, "odd")}`,
    Prisma.sql`bit_or(CASE WHEN ${finite} IS NOT NULL THEN NULL WHEN ${raw} = 'NaN' THEN 1
      WHEN ${raw} = 'Infinity' THEN 2 WHEN ${raw} = '-Infinity' THEN 4 END) AS ${name(metric, "kinds")}`,
  ];
}

function packed(metric: PointMetric, buckets: number): Prisma.Sql[] {
  const number = (part: "mean" | "min" | "max") =>
    column(Prisma.sql`float8send(coalesce(${name(metric, part)}, 'NaN'))`);
  const odd = name(metric, "odd");
  const measured = Prisma.sql`count(${name(metric, "mean")}) > 0`;
  return [
    Prisma.sql`CASE WHEN ${measured} OR sum(${odd}) > 0 THEN ${number("mean")} END AS ${name(metric, "mean")}`,
    Prisma.sql`CASE WHEN ${measured} AND span.points > ${buckets} THEN ${number("min")} END AS ${name(metric, "min")}`,
    Prisma.sql`CASE WHEN ${measured} AND span.points > ${buckets} THEN ${number("max")} END AS ${name(metric, "max")}`,
    Prisma.sql`CASE WHEN sum(${odd}) > 0 THEN
      ${column(Prisma.sql`int4send((${odd} * 8 + coalesce(${name(metric, "kinds")}, 0))::int)`)} END AS ${odd}`,
  ];
}

/** Bytes of all buckets of a run, in their order. */
const column = (bytes: Prisma.Sql) =>
  base64Sql(Prisma.sql`coalesce(string_agg(${bytes}, ''::bytea ORDER BY bucket), ''::bytea)`);

/** What of the range is compared with: steps, or seconds since 1970. */
function bound({ stepsPerEpoch, startedAt }: SeriesRun, range: SeriesRange | undefined, end: "from" | "to"): number {
  if (!range) return 0;
  switch (range.x) {
    case "step":
      return range[end];
    case "epoch":
      return range[end] * stepsPerEpoch;
    case "relative":
      return (startedAt?.getTime() ?? 0) / 1000 + range[end];
    case "wall":
      return range[end] / 1000;
  }
}

function within(range: SeriesRange | undefined): Prisma.Sql[] {
  if (!range) return [];
  if (range.x === "step" || range.x === "epoch") return [Prisma.sql`p.step BETWEEN wanted.low AND wanted.high`];
  return [
    Prisma.sql`p.at BETWEEN (to_timestamp(wanted.low) AT TIME ZONE 'UTC') AND (to_timestamp(wanted.high) AT TIME ZONE 'UTC')`,
  ];
}

function superseded(again: readonly Again[]): Prisma.Sql[] {
  if (again.length === 0) return [];
  return [
    Prisma.sql`NOT EXISTS (
      SELECT 1 FROM unnest(
        ${again.map(({ runId }) => runId)}::uuid[], ${again.map(({ seq }) => seq)}::int[], ${again.map(({ step }) => step)}::int[]
      ) AS again("runId", seq, step)
      WHERE again."runId" = p."runId" AND again.seq > p.seq AND again.step < p.step
    )`,
  ];
}
