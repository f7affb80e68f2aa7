import { readerProcedure, router } from "../trpc.ts";
import { readEpochColumns } from "./epoch-columns.ts";
import { findRuns, type SeriesRun } from "./find-runs.ts";
import { epochsInput, pointsInput, sinceInput } from "./input.ts";
import { readPointColumns } from "./point-columns.ts";

/** Series of runs for charts. Runs that the caller may not read are left out of the answer, like those that are gone. */
export const seriesRouter = router({
  /** What was measured step by step, put together in at most so many buckets a run: all of it, or a range. */
  points: readerProcedure.input(pointsInput).query(async ({ ctx, input }) => {
    const runs = await findRuns(ctx, input.ids);
    const wanted = runs.map((run) => ({ ...run, after: 0 }));
    const columns = await readPointColumns(ctx.prisma, wanted, input.metrics, input.buckets, input.range);
    return { runs: runs.map(describe), columns };
  }),

  /** All epochs. */
  epochs: readerProcedure.input(epochsInput).query(async ({ ctx, input }) => {
    const runs = await findRuns(ctx, input.ids);
    return readEpochColumns(
      ctx.prisma,
      runs.map(({ id }) => ({ id, after: 0 })),
    );
  }),

  /** What came after the points and epochs that one has. */
  since: readerProcedure.input(sinceInput).query(async ({ ctx, input }) => {
    const known = new Map(input.runs.map((run) => [run.id, run]));
    const runs = await findRuns(ctx, [...known.keys()]);
    const after = (key: "seq" | "epoch") => runs.map((run) => ({ ...run, after: known.get(run.id)?.[key] ?? 0 }));
    const [columns, epochs] = await Promise.all([
      readPointColumns(ctx.prisma, after("seq"), input.metrics, input.buckets),
      readEpochColumns(ctx.prisma, after("epoch")),
    ]);
    return { runs: runs.map(describe), columns, epochs };
  }),
});

const describe = ({ startedAt, ...run }: SeriesRun) => ({ ...run, startedAt: startedAt?.getTime() ?? null });
