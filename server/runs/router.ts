import { tracked } from "@trpc/server";
import { z } from "zod";
import { experimentName } from "#domain/experiments/spec";
import { LIMITS, NOTE_LIMITS, RUNS_AT_ONCE } from "#domain/limits";
import { note } from "#domain/runs/note";
import { tag } from "#domain/runs/tags";
import { listAudit } from "../audit/queries.ts";
import { readerProcedure, router, signedInProcedure } from "../trpc.ts";
import { listTags, noteRun, renameRun, tagRuns } from "./annotate-runs.ts";
import { single } from "./bulk.ts";
import { cancelRuns } from "./cancel-runs.ts";
import { runAgain, stopRun } from "./commands.ts";
import { deleteRuns, restoreRuns } from "./delete-runs.ts";
import { readLayerDevelopment, readLayerHistograms, readLayers } from "./layers.ts";
import { listRunsInput, runSelection } from "./list-input.ts";
import { listRuns, selectMany } from "./list-runs.ts";
import { pageOfRuns, runsPageInput } from "./page-runs.ts";
import { readPredictions } from "./predictions.ts";
import { EVENTS_PER_PAGE, getRun, lastEventOf, listEpochs, listEvents, requireReadableRun } from "./queries.ts";
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
/** Whoever asks page by page says in which direction, too; there is only one. */
const auditInput = runId.extend({ cursor: z.uuid().nullish(), direction: z.literal("forward").optional() });
const seq = z
  .number()
  .int()
  .min(0)
  .max(2 ** 31 - 1);

export const runsRouter = router({
  list: signedInProcedure
    .input(listRunsInput)
    .query(({ ctx, input }) => listRuns(ctx.prisma, input, ctx.viewer.id, ctx.now())),

  /** For programs, which follow a cursor: no run comes twice or is left out while others are launched. */
  page: signedInProcedure.input(runsPageInput).query(({ ctx, input }) => pageOfRuns(ctx.prisma, input, ctx.viewer.id)),

  select: signedInProcedure.input(runSelection).query(({ ctx, input }) => selectMany(ctx.prisma, input, ctx.viewer.id)),

  byId: readerProcedure.input(runId).query(({ ctx, input }) => getRun(ctx, input.id)),

  history: readerProcedure.input(runId).query(async ({ ctx, input }) => {
    await requireReadableRun(ctx, input.id);
    return listEpochs(ctx.prisma, input.id);
  }),

  events: readerProcedure
    .input(
      runId.extend({
        after: seq.default(0),
        limit: z.number().int().min(1).max(EVENTS_PER_PAGE).default(500),
        /** Progress comes several times a second and statistics of layers are large; a log does without both. */
        progress: z.boolean().default(true),
      }),
    )
    .query(async ({ ctx, input }) => {
      const { lastSeq, state } = await getRun(ctx, input.id);
      const events = await listEvents(ctx.prisma, input.id, input.after, input.limit, input.progress);
      return { events, lastSeq, state };
    }),

  /** What it answered to each image of the test set. */
  predictions: readerProcedure.input(runId).query(({ ctx, input }) => readPredictions(ctx, input.id)),

  /** How weights and outputs of each layer were distributed after an epoch, by default the latest. */
  layers: readerProcedure
    .input(runId.extend({ epoch: z.number().int().min(1).max(LIMITS.epochs.max).optional() }))
    .query(({ ctx, input }) => readLayers(ctx, input.id, input.epoch)),

  /** How weights and outputs of one layer were distributed over the epochs. */
  layerHistograms: readerProcedure
    .input(runId.extend({ layer: z.number().int().min(0).max(1_000) }))
    .query(({ ctx, input }) => readLayerHistograms(ctx, input.id, input.layer)),

  /** Mean, deviation and shares of zeros of all of them over the epochs. */
  layerDevelopment: readerProcedure.input(runId).query(({ ctx, input }) => readLayerDevelopment(ctx, input.id)),

  /**
   * Replays what came after `lastEventId`, then tells what happens. For owners: an event stream of a browser can name no
   * shared link without having it in its address, so pages behind a link ask again from time to time.
   */
  live: signedInProcedure
    .input(runId.extend({ lastEventId: z.union([seq, z.string().regex(/^\d{1,9}$/)]).nullish() }))
    .subscription(async ({ ctx, input, signal }) => {
      const owner = { ...ctx, share: null };
      const after = Math.min(Number(input.lastEventId ?? 0), await lastEventOf(owner, input.id));
      return sendUpdates(watchRun(owner, { id: input.id, after }, signal ?? new AbortController().signal));
    }),

  /** Who did what to the run, the latest first. */
  audit: readerProcedure.input(auditInput).query(async ({ ctx, input }) => {
    await requireReadableRun(ctx, input.id);
    return listAudit(ctx.prisma, { runId: input.id }, input.cursor ?? null);
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
  for await (const update of updates) yield tracked(String(update.seq), update);
}
