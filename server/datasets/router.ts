import { z } from "zod";
import { publicProcedure, router } from "../trpc.ts";
import { findDataset, listDatasets } from "./queries.ts";

export const datasetsRouter = router({
  byId: publicProcedure
    .input(z.strictObject({ id: z.string().max(64) }))
    .query(({ ctx, input }) => findDataset(ctx.prisma, input.id)),
  list: publicProcedure.query(({ ctx }) => listDatasets(ctx.prisma)),
});
