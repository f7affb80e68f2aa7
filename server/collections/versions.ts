import { auditDetails } from "#domain/audit/details";
import { DomainError } from "#domain/errors";
import { COLLECTION_LIMITS } from "#domain/limits";
import type { Prisma, PrismaClient } from "#prisma/generated/client";
import { notFound } from "../errors.ts";
import { ownedBy } from "../models/visibility.ts";
import { undoableSince } from "../runs/purge-deleted.ts";
import { lockUser } from "../runs/start-run.ts";
import type { Context } from "../trpc.ts";
import { createCollection } from "./commands.ts";
import {
  changeCollection,
  type OwnCollection,
  recordVersions,
  requireCollection,
  requireVersion,
} from "./own-collection.ts";

/** A collection that is there, or the name of a new one. */
export type Destination = { kind: "existing"; id: string } | { kind: "new"; name: string };

/**
 * Makes a model the next version of a collection. One that was taken out of it a moment ago, and comes back as an undo does
 * it, has the number, the time and the aliases that it had; not those that another version has by now.
 *
 * @throws DomainError `not-found`, `conflict` when the model is a version already or the name is taken, `limit` when the
 *   person has too many collections or the collection too many versions
 */
export const addVersion = (
  { prisma, now }: Pick<Context, "prisma" | "now">,
  { modelId, to }: { modelId: string; to: Destination },
  ownerId: string,
): Promise<{ collectionId: string; name: string; number: number }> =>
  prisma.$transaction(async (tx) => {
    await lockUser(tx, ownerId);
    const runId = await requireFree(tx, modelId, ownerId);
    const collection =
      to.kind === "new" ? await createCollection(tx, to.name, ownerId) : await requireCollection(tx, to.id, ownerId);
    const { id, name, lastNumber } = collection;
    if ((await tx.collectionVersion.count({ where: { collectionId: id } })) >= COLLECTION_LIMITS.versions) {
      throw new DomainError(
        "limit",
        `“${name}” has ${COLLECTION_LIMITS.versions} versions, and that is the limit. Take out some that nobody needs any more.`,
      );
    }
    const lost = await lostVersion(tx, runId, collection, now());
    const number = lost?.number ?? lastNumber + 1;
    await tx.collectionVersion.create({
      data: {
        collectionId: id,
        number,
        modelId,
        addedAt: lost?.addedAt ?? now(),
        aliases: { create: (lost?.aliases ?? []).map((alias) => ({ name: alias })) },
      },
    });
    await tx.collection.update({ where: { id }, data: { lastNumber: Math.max(lastNumber, number) } });
    await recordVersions(tx, { action: "version-added", ownerId, runIds: [runId], collection, details: { number } });
    return { collectionId: id, name, number };
  });

/** The run of a model that is in no collection; it leaves one that is deleted, which then comes back without it. */
async function requireFree(tx: Prisma.TransactionClient, modelId: string, ownerId: string): Promise<string> {
  const model = await tx.model.findFirst({
    where: { id: modelId, ...ownedBy(ownerId) },
    select: {
      runId: true,
      version: { select: { number: true, collection: { select: { name: true, deletedAt: true } } } },
    },
  });
  if (!model) throw notFound("model");
  const { runId, version } = model;
  if (version && version.collection.deletedAt === null) {
    throw new DomainError(
      "conflict",
      `This model is version ${version.number} of “${version.collection.name}” already. Take it out there first.`,
    );
  }
  if (version) await tx.collectionVersion.delete({ where: { modelId } });
  return runId;
}

/** What the model of a run was in a collection that it left within the time in which that can be undone. */
async function lostVersion(tx: Prisma.TransactionClient, runId: string, { id }: OwnCollection, now: Date) {
  const entries = await tx.auditEntry.findMany({
    where: { runId, action: "version-removed", at: { gte: undoableSince(now) } },
    orderBy: { id: "desc" },
    select: { details: true },
  });
  const lost = entries
    .map(({ details }) => auditDetails.parse(details))
    .find(({ collection }) => collection?.id === id);
  if (lost?.number === undefined || lost.addedAt === undefined) return null;
  const taken = (await tx.collectionAlias.findMany({ where: { collectionId: id } })).map(({ name }) => name);
  const aliases = (lost.aliases ?? [])
    .filter((name) => !taken.includes(name))
    .slice(0, COLLECTION_LIMITS.aliases - taken.length);
  return { number: lost.number, addedAt: new Date(lost.addedAt), aliases };
}

/**
 * Takes a version out of a collection, with its aliases; the model stays.
 *
 * @throws DomainError `not-found`
 */
export const removeVersion = (
  prisma: PrismaClient,
  { id, number }: { id: string; number: number },
  ownerId: string,
): Promise<void> =>
  changeCollection(prisma, id, ownerId, async (tx, collection) => {
    const { addedAt, aliases, model } = await requireVersion(tx, collection, number, ownerId);
    await tx.collectionVersion.delete({ where: { collectionId_number: { collectionId: id, number } } });
    const details = { number, addedAt: addedAt.toISOString(), aliases: aliases.map(({ name }) => name) };
    await recordVersions(tx, { action: "version-removed", ownerId, runIds: [model.runId], collection, details });
  });
