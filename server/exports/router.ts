import { z } from "zod";
import { EXPORT_FORMATS } from "#domain/models/export-formats";
import { publicProcedure, router, signedInProcedure } from "../trpc.ts";
import { prepareExport } from "./commands.ts";
import { listExports } from "./queries.ts";

const modelId = z.strictObject({ id: z.uuid() });

export const exportsRouter = router({
  byModel: publicProcedure.input(modelId).query(({ ctx, input }) => listExports(ctx, input.id)),

  prepare: signedInProcedure
    .input(modelId.extend({ format: z.enum(EXPORT_FORMATS) }))
    .mutation(({ ctx, input }) => prepareExport(ctx, input)),
});
