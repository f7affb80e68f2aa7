import { z } from "zod";
import { boardFilter } from "#domain/models/board-filter";
import { BOARD_ORDERS, COSTS } from "#domain/models/leaderboard-view";
import { LICENCES } from "#domain/models/licences";
import { modelName } from "#domain/models/model-name";
import { visibility } from "#domain/models/visibility";
import { publicProcedure, router, signedInProcedure } from "../trpc.ts";
import { readModelAnswers } from "./answers.ts";
import { boardCsv } from "./board-csv.ts";
import { boardPoints } from "./board-points.ts";
import { licenseModel, renameModel, showModel } from "./commands.ts";
import { leaderboardOf } from "./leaderboard.ts";
import { getModel, listUsableModels } from "./queries.ts";

const modelId = z.strictObject({ id: z.uuid() });

const order = z.enum(BOARD_ORDERS).default("accuracy");

const leaderboardInput = boardFilter
  .extend({
    order,
    page: z.number().int().min(1).max(10_000).default(1),
    pageSize: z.number().int().min(5).max(100).default(50),
  })
  .prefault({});

export const modelsRouter = router({
  leaderboard: publicProcedure
    .input(leaderboardInput)
    .query(async ({ ctx, input: { order, page, pageSize, ...filter } }) =>
      leaderboardOf(await ctx.ranking(filter.dataset), { filter, order, page, pageSize }, ctx.viewer?.id ?? null),
    ),

  leaderboardPoints: publicProcedure
    .input(boardFilter.extend({ cost: z.enum(COSTS).default("parameters") }).prefault({}))
    .query(async ({ ctx, input: { cost, ...filter } }) => boardPoints(await ctx.ranking(filter.dataset), filter, cost)),

  leaderboardCsv: publicProcedure
    .input(boardFilter.extend({ order }).prefault({}))
    .query(async ({ ctx, input: { order, ...filter } }) => boardCsv(await ctx.ranking(filter.dataset), filter, order)),

  byId: publicProcedure.input(modelId).query(({ ctx, input }) => getModel(ctx, input.id)),

  answers: publicProcedure.input(modelId).query(({ ctx, input }) => readModelAnswers(ctx, input.id)),

  usable: publicProcedure
    .input(z.strictObject({}).optional())
    .query(({ ctx }) => listUsableModels(ctx.prisma, ctx.viewer?.id ?? null)),

  show: signedInProcedure
    .input(modelId.extend({ visibility }))
    .mutation(({ ctx, input }) => showModel(ctx.prisma, input, ctx.viewer.id, ctx.now())),

  license: signedInProcedure
    .input(modelId.extend({ licence: z.enum(LICENCES).nullable() }))
    .mutation(({ ctx, input }) => licenseModel(ctx.prisma, input, ctx.viewer.id)),

  rename: signedInProcedure
    .input(modelId.extend({ name: modelName }))
    .mutation(({ ctx, input }) => renameModel(ctx.prisma, input.id, input.name, ctx.viewer.id)),
});
