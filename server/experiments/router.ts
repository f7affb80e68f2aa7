import { z } from "zod";
import { experimentName, experimentSpec } from "#domain/experiments/spec";
import { router, signedInProcedure } from "../trpc.ts";
import { launchExperiment } from "./commands.ts";

export const experimentsRouter = router({
  launch: signedInProcedure
    .input(z.strictObject({ name: experimentName, spec: experimentSpec, key: z.uuid() }))
    .mutation(({ ctx, input }) => launchExperiment(ctx, input, ctx.viewer.id)),
});
