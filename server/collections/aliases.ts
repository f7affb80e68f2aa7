import { DomainError } from "#domain/errors";
import { COLLECTION_LIMITS } from "#domain/limits";
import type { PrismaClient } from "#prisma/generated/client";
import { notFound } from "../errors.ts";
import { changeCollection, recordVersions, requireVersion } from "./own-collection.ts";

/**
 * Lets an alias name a version, whatever it named before.
 *
 * @returns the version that it named before, null when there was no such alias
 * @throws DomainError `not-found`, `limit` when the collection has too many aliases
 */
export const setAlias = (
  prisma: PrismaClient,
  { id, alias, number }: { id: string; alias: string; number: number },
  ownerId: string,
): Promise<{ before: number | null }> =>
  changeCollection(prisma, id, ownerId, async (tx, collection) => {
    const { model } = await requireVersion(tx, collection, number, ownerId);
    const key = { collectionId: id, name: alias };
    const before = (await tx.collectionAlias.findUnique({ where: { collectionId_name: key } }))?.number ?? null;
    if (before === number) return { before };
    if (
      before === null &&
      (await tx.collectionAlias.count({ where: { collectionId: id } })) >= COLLECTION_LIMITS.aliases
    ) {
      throw new DomainError(
        "limit",
        `A collection has at most ${COLLECTION_LIMITS.aliases} aliases of your own. Remove one, or move one to this version.`,
        "alias",
      );
    }
    await tx.collectionAlias.upsert({
      where: { collectionId_name: key },
      create: { ...key, number },
      update: { number },
    });
    const details = { number, alias };
    await recordVersions(tx, { action: "alias-set", ownerId, runIds: [model.runId], collection, details });
    return { before };
  });

/** @throws DomainError `not-found` */
export const removeAlias = (
  prisma: PrismaClient,
  { id, alias }: { id: string; alias: string },
  ownerId: string,
): Promise<void> =>
  changeCollection(prisma, id, ownerId, async (tx, collection) => {
    const where = { collectionId_name: { collectionId: id, name: alias } };
    const found = await tx.collectionAlias.findUnique({
      where,
      select: { number: true, version: { select: { model: { select: { runId: true } } } } },
    });
    if (!found) throw notFound("alias");
    const { number, version } = found;
    await tx.collectionAlias.delete({ where });
    const details = { number, alias };
    await recordVersions(tx, { action: "alias-removed", ownerId, runIds: [version.model.runId], collection, details });
  });
