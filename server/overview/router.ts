import { publicProcedure, router } from "../trpc.ts";
import { readOverview } from "./queries.ts";

export const overviewRouter = router({
  public: publicProcedure.query(({ ctx }) => readOverview(ctx.prisma, ctx.now())),
});
