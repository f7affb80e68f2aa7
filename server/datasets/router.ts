import { publicProcedure, router } from "../trpc.ts";
import { listDatasets } from "./queries.ts";

export const datasetsRouter = router({
  list: publicProcedure.query(({ ctx }) => listDatasets(ctx.prisma)),
});
