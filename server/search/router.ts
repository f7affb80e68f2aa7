import { z } from "zod";
import { publicProcedure, router } from "../trpc.ts";
import { searchEverything } from "./queries.ts";

export const searchRouter = router({
  everything: publicProcedure
    .input(
      z.strictObject({
        query: z
          .string()
          .trim()
          .max(80)
          .refine((text) => !text.includes("\0"), "A search has no NUL characters."),
      }),
    )
    .query(({ ctx, input }) => searchEverything(ctx.prisma, input.query, ctx.viewer?.id ?? null)),
});
