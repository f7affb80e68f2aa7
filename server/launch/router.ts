import { z } from "zod";
import { experimentSpec } from "#domain/experiments/spec";
import { publicProcedure, router, signedInProcedure } from "../trpc.ts";
import { findBackbones } from "./backbones.ts";
import { estimateLaunch, listTrainers } from "./queries.ts";

export const launchRouter = router({
  estimate: signedInProcedure
    .input(z.strictObject({ spec: experimentSpec }))
    .query(({ ctx, input }) => estimateLaunch(ctx.prisma, input.spec, ctx.viewer.id, ctx.now())),

  /** On which pretrained networks the trainers that are there can train. */
  backbones: publicProcedure.query(({ ctx }) => findBackbones(ctx.prisma, ctx.now())),

  /** Which trainers are there, and which of them have work. */
  trainers: signedInProcedure.query(({ ctx }) => listTrainers(ctx.prisma, ctx.now())),
});
