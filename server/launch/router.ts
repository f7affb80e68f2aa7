import { z } from "zod";
import { experimentSpec } from "#domain/experiments/spec";
import { router, signedInProcedure } from "../trpc.ts";
import { estimateLaunch, listTrainers } from "./queries.ts";

export const launchRouter = router({
  estimate: signedInProcedure
    .input(z.strictObject({ spec: experimentSpec }))
    .query(({ ctx, input }) => estimateLaunch(ctx.prisma, input.spec, ctx.viewer.id, ctx.now())),

  /** Which trainers are there, and which of them have work. */
  trainers: signedInProcedure.query(({ ctx }) => listTrainers(ctx.prisma, ctx.now())),
});
