import { displayNameKey } from "#domain/account/display-name";
import { DomainError } from "#domain/errors";
import { COLLECTION_LIMITS } from "#domain/limits";
import type { Prisma, PrismaClient } from "#prisma/generated/client";
import { notFound } from "../errors.ts";
import { purgeDeleted, undoableSince } from "../runs/purge-deleted.ts";
import { lockUser } from "../runs/start-run.ts";
import type { Context } from "../trpc.ts";
import { changeCollection, type OwnCollection, recordVersions } from "./own-collection.ts";

/**
 * Makes an empty collection. The caller has locked the user.
 *
 * @throws DomainError `conflict` when the name is taken, `limit` when the person has too many
 */
export async function createCollection(
  tx: Prisma.TransactionClient,
  name: string,
  ownerId: string,
): Promise<OwnCollection> {
  const nameKey = await requireFreeName(tx, name, ownerId);
  if ((await tx.collection.count({ where: { ownerId, deletedAt: null } })) >= COLLECTION_LIMITS.collections) {
    throw new DomainError(
      "limit",
      `You have ${COLLECTION_LIMITS.collections} collections, and that is the limit. Delete some that nobody needs any more.`,
    );
  }
  return tx.collection.create({ data: { ownerId, name, nameKey } });
}

/** @throws DomainError `not-found`, `conflict` when another one has the name */
export const renameCollection = (
  prisma: PrismaClient,
  { id, name }: { id: string; name: string },
  ownerId: string,
): Promise<void> =>
  changeCollection(prisma, id, ownerId, async (tx, collection) => {
    if (collection.name === name) return;
    const nameKey = await requireFreeName(tx, name, ownerId, id);
    await tx.collection.update({ where: { id }, data: { name, nameKey } });
    const details = { from: collection.name, to: name };
    await recordAll(tx, "collection-renamed", ownerId, { id, name }, details);
  });

/**
 * The key of a name that no other collection of theirs has. One that is deleted gives way, for good.
 *
 * @param except the collection that gets the name
 */
async function requireFreeName(
  tx: Prisma.TransactionClient,
  name: string,
  ownerId: string,
  except?: string,
): Promise<string> {
  const nameKey = displayNameKey(name);
  const other = await tx.collection.findUnique({ where: { ownerId_nameKey: { ownerId, nameKey } } });
  if (!other || other.id === except) return nameKey;
  if (other.deletedAt === null) {
    throw new DomainError("conflict", `You have a collection “${other.name}” already. Take another name.`, "name");
  }
  await tx.collection.delete({ where: { id: other.id } });
  return nameKey;
}

/**
 * Hides a collection; its models stay, and are free for others. It can be restored for a while.
 *
 * @throws DomainError `not-found`
 */
export async function deleteCollection(
  parts: Pick<Context, "prisma" | "queue" | "now">,
  id: string,
  ownerId: string,
): Promise<void> {
  const { prisma, now } = parts;
  await changeCollection(prisma, id, ownerId, async (tx, collection) => {
    await tx.collection.update({ where: { id }, data: { deletedAt: now() } });
    await recordAll(tx, "collection-deleted", ownerId, collection);
  });
  await purgeDeleted(parts, now());
}

/**
 * Takes the deletion back.
 *
 * @throws DomainError `not-found`, also when its name is another's by now; `conflict` when it was deleted too long ago
 */
export const restoreCollection = (
  { prisma, now }: Pick<Context, "prisma" | "now">,
  id: string,
  ownerId: string,
): Promise<void> =>
  prisma.$transaction(async (tx) => {
    await lockUser(tx, ownerId);
    const collection = await tx.collection.findFirst({ where: { id, ownerId } });
    if (!collection) throw notFound("collection");
    if (collection.deletedAt === null) return;
    if (collection.deletedAt < undoableSince(now())) {
      throw new DomainError("conflict", "This collection was deleted too long ago to be restored.");
    }
    await tx.collection.update({ where: { id }, data: { deletedAt: null } });
    await recordAll(tx, "collection-restored", ownerId, collection);
  });

/** Tells in the audit trail of each version's run what was done to the collection. */
async function recordAll(
  tx: Prisma.TransactionClient,
  action: "collection-renamed" | "collection-deleted" | "collection-restored",
  ownerId: string,
  collection: Pick<OwnCollection, "id" | "name">,
  details?: Prisma.InputJsonObject,
): Promise<void> {
  const versions = await tx.collectionVersion.findMany({
    where: { collectionId: collection.id },
    select: { model: { select: { runId: true } } },
  });
  const runIds = versions.map(({ model }) => model.runId);
  await recordVersions(tx, { action, ownerId, runIds, collection, details });
}
