import { z } from "zod";
import { COMPARED_RUNS } from "#domain/limits";
import { readerProcedure, router } from "../trpc.ts";
import { pairRuns } from "./pair-runs.ts";
import { compareRuns } from "./queries.ts";

export const comparisonsRouter = router({
  byIds: readerProcedure
    .input(z.strictObject({ ids: z.array(z.uuid()).min(1).max(COMPARED_RUNS.max) }))
    .query(({ ctx, input }) => compareRuns(ctx, [...new Set(input.ids)])),

  pair: readerProcedure
    .input(z.strictObject({ a: z.uuid(), b: z.uuid() }))
    .query(({ ctx, input }) => pairRuns(ctx, input.a, input.b)),
});
