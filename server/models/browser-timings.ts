import { z } from "zod";
import { BACKENDS, type BackendName } from "#domain/models/backends";
import type { PrismaClient } from "#prisma/generated/client";

/** Timings of a model that are kept for each backend. */
export const KEPT_TIMINGS = 200;

/** How fast a model is on a backend in the browsers of visitors who shared it. Milliseconds. */
export type SharedTimings = {
  backend: BackendName;
  browsers: number;
  median: number;
  /** The middle half of the browsers is between these. */
  quartiles: [number, number];
  warmUpMedian: number;
};

type Row = { backend: string; browsers: number; times: [number, number, number]; warmUpMedian: number };

/** Of each backend that somebody shared a time of, in the order in which browsers try them. */
export async function sharedTimings(prisma: PrismaClient, modelId: string): Promise<SharedTimings[]> {
  const rows = await prisma.$queryRaw<Row[]>`
    SELECT "backend", count(*)::int AS "browsers",
           percentile_cont(ARRAY[0.25, 0.5, 0.75]) WITHIN GROUP (ORDER BY "milliseconds") AS "times",
           percentile_cont(0.5) WITHIN GROUP (ORDER BY "warmUpMilliseconds") AS "warmUpMedian"
      FROM "browser_timing" WHERE "modelId" = ${modelId}::uuid GROUP BY "backend"`;
  return rows
    .map(({ backend, browsers, times: [lower, median, upper], warmUpMedian }) => ({
      backend: z.enum(BACKENDS).parse(backend),
      browsers,
      median,
      quartiles: [lower, upper] satisfies [number, number],
      warmUpMedian,
    }))
    .sort((a, b) => BACKENDS.indexOf(a.backend) - BACKENDS.indexOf(b.backend));
}
