import { z } from "zod";
import { newToken } from "#domain/tokens/new-token";
import { router, signedInProcedure } from "../trpc.ts";
import { createToken, revokeToken } from "./commands.ts";
import { listTokens } from "./queries.ts";

export const tokensRouter = router({
  list: signedInProcedure.query(({ ctx }) => listTokens(ctx.prisma, ctx.viewer.id, ctx.now())),

  create: signedInProcedure.input(newToken).mutation(({ ctx, input }) => createToken(ctx, input, ctx.viewer.id)),

  revoke: signedInProcedure
    .input(z.strictObject({ id: z.uuid() }))
    .mutation(({ ctx, input }) => revokeToken(ctx, input.id, ctx.viewer.id)),

  /** The token that is asked with; null when somebody is signed in. */
  current: signedInProcedure.query(({ ctx }) => ctx.token && { ...ctx.token, owner: ctx.viewer.name }),
});
