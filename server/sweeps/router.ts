import { z } from "zod";
import { experimentName } from "#domain/experiments/spec";
import { sweepPlan } from "#domain/sweeps/plan";
import { listAudit } from "../audit/queries.ts";
import { router, signedInProcedure } from "../trpc.ts";
import { deleteSweep, restoreSweep } from "./delete-sweep.ts";
import { estimateSweep } from "./estimate-sweep.ts";
import { launchSweep } from "./launch-sweep.ts";
import { getSweep, listSweeps, requireOwnSweep } from "./queries.ts";
import { cancelSweep, pauseSweep, resumeSweep, stopSweep } from "./steer-sweep.ts";

const sweepId = z.strictObject({ id: z.uuid() });

export const sweepsRouter = router({
  list: signedInProcedure
    .input(z.strictObject({ page: z.number().int().min(1).max(10_000).default(1) }))
    .query(({ ctx, input }) => listSweeps(ctx.prisma, input.page, ctx.viewer.id)),

  byId: signedInProcedure
    .input(sweepId)
    .query(({ ctx, input }) => getSweep(ctx.prisma, input.id, ctx.viewer.id, ctx.now())),

  /** What was done to the sweep itself, the latest first; what was done to its runs stands with them. */
  audit: signedInProcedure.input(sweepId).query(async ({ ctx, input }) => {
    await requireOwnSweep(ctx.prisma, input.id, ctx.viewer.id);
    return (await listAudit(ctx.prisma, { sweepId: input.id, runId: null }, null)).entries;
  }),

  estimate: signedInProcedure
    .input(z.strictObject({ plan: sweepPlan }))
    .query(({ ctx, input }) => estimateSweep(ctx.prisma, input.plan, ctx.viewer.id, ctx.now())),

  launch: signedInProcedure
    .input(z.strictObject({ name: experimentName, plan: sweepPlan, key: z.uuid() }))
    .mutation(({ ctx, input }) => launchSweep(ctx, input, ctx.viewer.id)),

  pause: signedInProcedure.input(sweepId).mutation(({ ctx, input }) => pauseSweep(ctx, input.id, ctx.viewer.id)),
  resume: signedInProcedure.input(sweepId).mutation(({ ctx, input }) => resumeSweep(ctx, input.id, ctx.viewer.id)),
  stop: signedInProcedure.input(sweepId).mutation(({ ctx, input }) => stopSweep(ctx, input.id, ctx.viewer.id)),
  cancel: signedInProcedure.input(sweepId).mutation(({ ctx, input }) => cancelSweep(ctx, input.id, ctx.viewer.id)),
  delete: signedInProcedure.input(sweepId).mutation(({ ctx, input }) => deleteSweep(ctx, input.id, ctx.viewer.id)),
  restore: signedInProcedure.input(sweepId).mutation(({ ctx, input }) => restoreSweep(ctx, input.id, ctx.viewer.id)),
});
