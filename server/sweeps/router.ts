import { z } from "zod";
import { experimentName } from "#domain/experiments/spec";
import { sweepPlan } from "#domain/sweeps/plan";
import { router, signedInProcedure } from "../trpc.ts";
import { estimateSweep } from "./estimate-sweep.ts";
import { launchSweep } from "./launch-sweep.ts";
import { getSweep, listSweeps } from "./queries.ts";
import { cancelSweep, pauseSweep, resumeSweep, stopSweep } from "./steer-sweep.ts";

const sweepId = z.strictObject({ id: z.uuid() });

export const sweepsRouter = router({
  list: signedInProcedure
    .input(z.strictObject({ page: z.number().int().min(1).max(10_000).default(1) }))
    .query(({ ctx, input }) => listSweeps(ctx.prisma, input.page, ctx.viewer.id)),

  byId: signedInProcedure
    .input(sweepId)
    .query(({ ctx, input }) => getSweep(ctx.prisma, input.id, ctx.viewer.id, ctx.now())),

  estimate: signedInProcedure
    .input(z.strictObject({ plan: sweepPlan }))
    .query(({ ctx, input }) => estimateSweep(ctx.prisma, input.plan, ctx.now())),

  launch: signedInProcedure
    .input(z.strictObject({ name: experimentName, plan: sweepPlan, key: z.uuid() }))
    .mutation(({ ctx, input }) => launchSweep(ctx, input, ctx.viewer.id)),

  pause: signedInProcedure.input(sweepId).mutation(({ ctx, input }) => pauseSweep(ctx, input.id, ctx.viewer.id)),
  resume: signedInProcedure.input(sweepId).mutation(({ ctx, input }) => resumeSweep(ctx, input.id, ctx.viewer.id)),
  stop: signedInProcedure.input(sweepId).mutation(({ ctx, input }) => stopSweep(ctx, input.id, ctx.viewer.id)),
  cancel: signedInProcedure.input(sweepId).mutation(({ ctx, input }) => cancelSweep(ctx, input.id, ctx.viewer.id)),
});
