import { tracked } from "@trpc/server";
import { z } from "zod";
import { readerProcedure, router, signedInProcedure } from "../trpc.ts";
import { cancelRun, deleteRun, restoreRun, runAgain, stopRun } from "./commands.ts";
import { listRunsInput } from "./list-input.ts";
import { EVENTS_PER_PAGE, getRun, listEpochs, listEvents, listRuns, requireReadableRun } from "./queries.ts";
import { watchRun } from "./run-feed.ts";

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
        /** Progress comes twice a second; a log does without. */
        progress: z.boolean().default(true),
      }),
    )
    .query(async ({ ctx, input }) => {
      const { lastSeq } = await getRun(ctx, input.id);
      return { events: await listEvents(ctx.prisma, input.id, input.after, input.limit, input.progress), lastSeq };
    }),

  /**
   * Replays what came after `lastEventId`, then tells what happens. For owners: an event stream of a browser can name no
   * shared link without having it in its address, so pages behind a link ask again from time to time.
   */
  live: signedInProcedure
    .input(runId.extend({ lastEventId: z.union([seq, z.string().regex(/^\d{1,9}$/)]).nullish() }))
    .subscription(async ({ ctx, input, signal }) => {
      const owner = { ...ctx, share: null };
      const { lastSeq } = await getRun(owner, input.id);
      const after = Math.min(Number(input.lastEventId ?? 0), lastSeq);
      return sendUpdates(watchRun(owner, { id: input.id, after }, signal ?? new AbortController().signal));
    }),

  cancel: signedInProcedure.input(runId).mutation(({ ctx, input }) => cancelRun(ctx, input.id, ctx.viewer.id)),
  stop: signedInProcedure.input(runId).mutation(({ ctx, input }) => stopRun(ctx, input.id, ctx.viewer.id)),
  again: signedInProcedure.input(runId).mutation(({ ctx, input }) => runAgain(ctx, input.id, ctx.viewer.id)),
  delete: signedInProcedure.input(runId).mutation(({ ctx, input }) => deleteRun(ctx, input.id, ctx.viewer.id)),
  restore: signedInProcedure.input(runId).mutation(({ ctx, input }) => restoreRun(ctx, input.id, ctx.viewer.id)),
});

async function* sendUpdates(updates: ReturnType<typeof watchRun>) {
  for await (const { seq, events, run } of updates) yield tracked(String(seq), { events, run });
}
