import { z } from "zod";
import { TRAINING_SECONDS_PER_DAY } from "#domain/limits";
import { listAudit } from "../audit/queries.ts";
import { administratorProcedure, router, signedInProcedure } from "../trpc.ts";
import { moveRun } from "./move-run.ts";
import { readTrainers, readWaits } from "./queries.ts";
import { drainTrainer, pauseQueue, QUEUE_ACTIONS, resumeQueue, setDailyTime } from "./steer-queue.ts";

const { min, max } = TRAINING_SECONDS_PER_DAY;

export const trainersRouter = router({
  overview: signedInProcedure.query(({ ctx }) => readTrainers(ctx.prisma, ctx.viewer, ctx.now())),

  /** How long runs have waited, by the hour or by the day in which they started. */
  waits: signedInProcedure
    .input(z.strictObject({ by: z.enum(["hour", "day"]) }))
    .query(({ ctx, input }) => readWaits(ctx.prisma, input.by, ctx.now())),

  /** Gives a waiting run the place before another one, or the last. */
  move: signedInProcedure
    .input(z.strictObject({ id: z.uuid(), before: z.uuid().nullable() }))
    .mutation(({ ctx, input }) => moveRun(ctx, input, ctx.viewer)),

  /** Who did what to the queue and to trainers, the latest first. */
  audit: administratorProcedure.query(
    async ({ ctx }) => (await listAudit(ctx.prisma, { action: { in: [...QUEUE_ACTIONS] } }, null)).entries,
  ),

  pauseQueue: administratorProcedure.mutation(({ ctx }) => pauseQueue(ctx, ctx.viewer)),
  resumeQueue: administratorProcedure.mutation(({ ctx }) => resumeQueue(ctx, ctx.viewer)),
  setDailyTime: administratorProcedure
    .input(z.strictObject({ secondsPerDay: z.number().int().min(min).max(max) }))
    .mutation(({ ctx, input }) => setDailyTime(ctx, input.secondsPerDay, ctx.viewer)),
  drain: administratorProcedure
    .input(z.strictObject({ id: z.uuid(), drained: z.boolean() }))
    .mutation(({ ctx, input }) => drainTrainer(ctx, input, ctx.viewer)),
});
