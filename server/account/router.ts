import { router, signedInProcedure } from "../trpc.ts";
import { readAccount } from "./queries.ts";

export const accountRouter = router({
  summary: signedInProcedure.query(({ ctx }) => readAccount(ctx.prisma, ctx.viewer, ctx.now())),
});
