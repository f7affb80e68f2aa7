import { z } from "zod";
import { exportFormat } from "#domain/models/export-formats";
import { publicProcedure, router, signedInProcedure } from "../trpc.ts";
import { prepareExport } from "./commands.ts";
import { listExports } from "./queries.ts";

const modelId = z.strictObject({ id: z.uuid() });

export const exportsRouter = router({
  byModel: publicProcedure.input(modelId).query(({ ctx, input }) => listExports(ctx, input.id)),

  prepare: signedInProcedure
    .input(modelId.extend({ format: exportFormat }))
    .mutation(({ ctx, input }) => prepareExport(ctx, input)),
});
