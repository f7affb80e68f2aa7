import { z } from "zod";
import { SEARCH_LENGTH } from "#domain/limits";
import { publicProcedure, router } from "../trpc.ts";
import { searchEverything } from "./queries.ts";

export const searchRouter = router({
  everything: publicProcedure
    .input(
      z.strictObject({
        query: z
          .string()
          .trim()
          .max(SEARCH_LENGTH, `A search has at most ${SEARCH_LENGTH} characters.`)
          .refine((text) => !text.includes("\0"), "A search has no NUL characters."),
      }),
    )
    .query(({ ctx, input }) => searchEverything(ctx.prisma, input.query, ctx.viewer?.id ?? null)),
});
