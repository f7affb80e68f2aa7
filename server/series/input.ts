import { z } from "zod";
import { COMPARED_RUNS } from "#domain/limits";
import { POINT_METRIC_IDS } from "#domain/runs/metrics";

const seq = z
  .number()
  .int()
  .min(0)
  .max(2 ** 31 - 1);
const ids = z.array(z.uuid()).min(1).max(COMPARED_RUNS.max);
/** One that is named twice is answered once. */
const metrics = z
  .array(z.enum(POINT_METRIC_IDS))
  .min(1)
  .max(POINT_METRIC_IDS.length)
  .transform((named) => [...new Set(named)]);
const buckets = z.number().int().min(10).max(1000).default(300);

const position = z.number().min(-1e15).max(1e15);
/** How an x axis is read, and which part of it is asked for, in its units: steps, epochs, seconds since the start, ms since 1970. */
const range = z
  .strictObject({ x: z.enum(["step", "epoch", "relative", "wall"]), from: position, to: position })
  .refine(({ from, to }) => from < to, "A range begins before it ends.");
export type SeriesRange = z.infer<typeof range>;

export const pointsInput = z.strictObject({ ids, metrics, buckets, range: range.optional() });
export type PointsInput = z.infer<typeof pointsInput>;

export const epochsInput = z.strictObject({ ids });

export const sinceInput = z.strictObject({
  /** Numbers of the last point and the last epoch that one has of each run. */
  runs: z
    .array(z.strictObject({ id: z.uuid(), seq, epoch: z.number().int().min(0).max(100_000) }))
    .min(1)
    .max(COMPARED_RUNS.max),
  metrics,
  buckets,
});
export type SinceInput = z.infer<typeof sinceInput>;
