import { z } from "zod";
import { ANSWER_LENGTH } from "#domain/labs/lab";
import { visibleLines } from "#domain/text/visible-text";
import { publicProcedure, readerProcedure, router, signedInProcedure } from "../trpc.ts";
import { chooseRun, launchLab, writeAnswer } from "./commands.ts";
import { getWork, listCandidates, listProgress } from "./queries.ts";
import { requireLab } from "./work.ts";

const id = z.string().min(1).max(40);
const ofLab = z.strictObject({ lab: id });

export const labsRouter = router({
  /** How far the viewer is; nobody else is anywhere. */
  progress: publicProcedure.query(({ ctx }) => (ctx.viewer ? listProgress(ctx.prisma, ctx.viewer.id) : [])),

  work: readerProcedure.input(ofLab).query(({ ctx, input }) => getWork(ctx, requireLab(input.lab))),

  candidates: signedInProcedure
    .input(ofLab.extend({ network: id }))
    .query(({ ctx, input }) => listCandidates(ctx.prisma, requireLab(input.lab), input.network, ctx.viewer.id)),

  launch: signedInProcedure
    .input(ofLab.extend({ networks: z.array(id).min(1).max(6), key: z.uuid() }))
    .mutation(({ ctx, input }) => launchLab(ctx, requireLab(input.lab), input, ctx.viewer.id)),

  choose: signedInProcedure
    .input(ofLab.extend({ network: id, runId: z.uuid().nullable() }))
    .mutation(({ ctx, input }) => chooseRun(ctx, requireLab(input.lab), input, ctx.viewer.id)),

  answer: signedInProcedure
    .input(
      ofLab.extend({
        question: id,
        text: visibleLines("An answer", ANSWER_LENGTH),
      }),
    )
    .mutation(({ ctx, input }) => writeAnswer(ctx, requireLab(input.lab), input, ctx.viewer.id)),
});
