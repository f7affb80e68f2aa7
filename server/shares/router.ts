import { z } from "zod";
import { shareTarget } from "#domain/shares/share-target";
import { router, signedInProcedure } from "../trpc.ts";
import { createShare, revokeShare } from "./commands.ts";
import { listShares } from "./queries.ts";

export const sharesRouter = router({
  create: signedInProcedure
    .input(z.strictObject({ target: shareTarget }))
    .mutation(({ ctx, input }) => createShare(ctx, ctx.viewer.id, input.target)),

  list: signedInProcedure
    .input(z.strictObject({ target: shareTarget.optional() }))
    .query(({ ctx, input }) => listShares(ctx, ctx.viewer.id, input.target)),

  revoke: signedInProcedure
    .input(z.strictObject({ id: z.uuid() }))
    .mutation(({ ctx, input }) => revokeShare(ctx, ctx.viewer.id, input.id)),
});
