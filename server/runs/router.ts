import { tracked } from "@trpc/server";
import { z } from "zod";
import { experimentName } from "#domain/experiments/spec";
import { NOTE_LIMITS, RUNS_AT_ONCE } from "#domain/limits";
import { note } from "#domain/runs/note";
import { tag } from "#domain/runs/tags";
import { listAudit } from "../audit/queries.ts";
import { notFound } from "../errors.ts";
import { readerProcedure, router, signedInProcedure } from "../trpc.ts";
import { listTags, noteRun, renameRun, tagRuns } from "./annotate-runs.ts";
import { single } from "./bulk.ts";
import { cancelRuns } from "./cancel-runs.ts";
import { runAgain, stopRun } from "./commands.ts";
import { deleteRuns, restoreRuns } from "./delete-runs.ts";
import { listRunsInput } from "./list-input.ts";
import { listRuns } from "./list-runs.ts";
import { EVENTS_PER_PAGE, getRun, listEpochs, listEvents, requireOwnRun } from "./queries.ts";
import { readableRuns } from "./readable.ts";
import { watchRun } from "./run-feed.ts";

const runIds = z.strictObject({
  ids: z
    .array(z.uuid())
    .min(1, "Choose a run.")
    .max(RUNS_AT_ONCE, `At most ${RUNS_AT_ONCE} runs at once.`)
    .transform((ids) => [...new Set(ids)]),
});
const someTags = z.array(tag).max(NOTE_LIMITS.tags, `A run has at most ${NOTE_LIMITS.tags} tags.`).default([]);
const runId = z.strictObject({ id: z.uuid() });
const seq = z
  .number()
  .int()
  .min(0)
  .max(2 ** 31 - 1);

export const runsRouter = router({
  list: signedInProcedure
    .input(listRunsInput)
    .query(({ ctx, input }) => listRuns(ctx.prisma, input, ctx.viewer.id, ctx.now())),

  byId: signedInProcedure
    .input(runId)
    .query(({ ctx, input }) => getRun(ctx.prisma, input.id, ctx.viewer.id, ctx.now())),

  history: signedInProcedure.input(runId).query(async ({ ctx, input }) => {
    await requireOwnRun(ctx.prisma, input.id, ctx.viewer.id);
    return listEpochs(ctx.prisma, input.id);
  }),

  events: signedInProcedure
    .input(
      runId.extend({
        after: seq.default(0),
        limit: z.number().int().min(1).max(EVENTS_PER_PAGE).default(500),
        /** Progress comes twice a second; a log does without. */
        progress: z.boolean().default(true),
      }),
    )
    .query(async ({ ctx, input }) => {
      const { lastSeq } = await getRun(ctx.prisma, input.id, ctx.viewer.id, ctx.now());
      return { events: await listEvents(ctx.prisma, input.id, input.after, input.limit, input.progress), lastSeq };
    }),

  /** Replays what came after `lastEventId`, then tells what happens. */
  live: signedInProcedure
    .input(runId.extend({ lastEventId: z.union([seq, z.string().regex(/^\d{1,9}$/)]).nullish() }))
    .subscription(async ({ ctx, input, signal }) => {
      const ownerId = ctx.viewer.id;
      const { lastSeq } = await getRun(ctx.prisma, input.id, ownerId, ctx.now());
      const after = Math.min(Number(input.lastEventId ?? 0), lastSeq);
      return sendUpdates(watchRun(ctx, { id: input.id, ownerId, after }, signal ?? new AbortController().signal));
    }),

  /** Who did what to the run, the latest first. */
  audit: readerProcedure.input(runId.extend({ cursor: z.uuid().nullish() })).query(async ({ ctx, input }) => {
    const run = await ctx.prisma.run.findFirst({
      where: { AND: [{ id: input.id }, readableRuns(ctx)] },
      select: { id: true },
    });
    if (!run) throw notFound("run");
    return listAudit(ctx.prisma, { runId: run.id }, input.cursor ?? null);
  }),

  cancel: signedInProcedure
    .input(runId)
    .mutation(({ ctx, input }) => single(cancelRuns(ctx, [input.id], ctx.viewer.id))),
  stop: signedInProcedure.input(runId).mutation(({ ctx, input }) => stopRun(ctx, input.id, ctx.viewer.id)),
  again: signedInProcedure.input(runId).mutation(({ ctx, input }) => runAgain(ctx, input.id, ctx.viewer.id)),
  delete: signedInProcedure
    .input(runId)
    .mutation(({ ctx, input }) => single(deleteRuns(ctx, [input.id], ctx.viewer.id))),
  restore: signedInProcedure
    .input(runId)
    .mutation(({ ctx, input }) => single(restoreRuns(ctx, [input.id], ctx.viewer.id))),

  cancelMany: signedInProcedure.input(runIds).mutation(({ ctx, input }) => cancelRuns(ctx, input.ids, ctx.viewer.id)),
  deleteMany: signedInProcedure.input(runIds).mutation(({ ctx, input }) => deleteRuns(ctx, input.ids, ctx.viewer.id)),
  restoreMany: signedInProcedure.input(runIds).mutation(({ ctx, input }) => restoreRuns(ctx, input.ids, ctx.viewer.id)),
  tagMany: signedInProcedure
    .input(runIds.extend({ add: someTags, remove: someTags }))
    .mutation(({ ctx, input }) => tagRuns(ctx.prisma, input, ctx.viewer.id)),

  /** The viewer's tags, to offer while one types. */
  tags: signedInProcedure.query(({ ctx }) => listTags(ctx.prisma, ctx.viewer.id)),
  note: signedInProcedure
    .input(runId.extend({ note }))
    .mutation(({ ctx, input }) => noteRun(ctx.prisma, input.id, input.note, ctx.viewer.id)),
  rename: signedInProcedure
    .input(runId.extend({ name: experimentName }))
    .mutation(({ ctx, input }) => renameRun(ctx.prisma, input.id, input.name, ctx.viewer.id)),
});

async function* sendUpdates(updates: ReturnType<typeof watchRun>) {
  for await (const { seq, events, run } of updates) yield tracked(String(seq), { events, run });
}
