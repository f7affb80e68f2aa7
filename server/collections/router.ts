import { z } from "zod";
import { aliasName, versionName } from "#domain/collections/alias-name";
import { collectionName } from "#domain/collections/collection-name";
import { publicProcedure, router, signedInProcedure } from "../trpc.ts";
import { removeAlias, setAlias } from "./aliases.ts";
import { deleteCollection, renameCollection, restoreCollection } from "./commands.ts";
import { findVersion, getCollection, listCollections } from "./queries.ts";
import { addVersion, removeVersion } from "./versions.ts";

const collectionId = z.strictObject({ id: z.uuid() });
const number = z.number().int().min(1).max(1_000_000_000);
const destination = z.discriminatedUnion("kind", [
  z.strictObject({ kind: z.literal("existing"), id: z.uuid() }),
  z.strictObject({ kind: z.literal("new"), name: collectionName }),
]);

export const collectionsRouter = router({
  list: signedInProcedure
    .input(z.strictObject({}).optional())
    .query(({ ctx }) => listCollections(ctx.prisma, ctx.viewer.id)),

  byId: publicProcedure
    .input(collectionId)
    .query(({ ctx, input }) => getCollection(ctx.prisma, input.id, ctx.viewer?.id ?? null)),

  version: publicProcedure
    .input(collectionId.extend({ version: versionName }))
    .query(({ ctx, input }) => findVersion(ctx.prisma, input, ctx.viewer?.id ?? null)),

  add: signedInProcedure
    .input(z.strictObject({ modelId: z.uuid(), to: destination }))
    .mutation(({ ctx, input }) => addVersion(ctx, input, ctx.viewer.id)),

  remove: signedInProcedure
    .input(collectionId.extend({ number }))
    .mutation(({ ctx, input }) => removeVersion(ctx.prisma, input, ctx.viewer.id)),

  setAlias: signedInProcedure
    .input(collectionId.extend({ alias: aliasName, number }))
    .mutation(({ ctx, input }) => setAlias(ctx.prisma, input, ctx.viewer.id)),

  removeAlias: signedInProcedure
    .input(collectionId.extend({ alias: aliasName }))
    .mutation(({ ctx, input }) => removeAlias(ctx.prisma, input, ctx.viewer.id)),

  rename: signedInProcedure
    .input(collectionId.extend({ name: collectionName }))
    .mutation(({ ctx, input }) => renameCollection(ctx.prisma, input, ctx.viewer.id)),

  delete: signedInProcedure
    .input(collectionId)
    .mutation(({ ctx, input }) => deleteCollection(ctx, input.id, ctx.viewer.id)),

  restore: signedInProcedure
    .input(collectionId)
    .mutation(({ ctx, input }) => restoreCollection(ctx, input.id, ctx.viewer.id)),
});
