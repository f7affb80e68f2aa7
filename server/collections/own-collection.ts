import type { AuditAction } from "#domain/audit/actions";
import type { Prisma, PrismaClient } from "#prisma/generated/client";
import { recordActions } from "../audit/record.ts";
import { notFound } from "../errors.ts";
import { ownedBy } from "../models/visibility.ts";
import { lockUser } from "../runs/start-run.ts";

const select = { id: true, name: true, lastNumber: true } satisfies Prisma.CollectionSelect;
export type OwnCollection = Prisma.CollectionGetPayload<{ select: typeof select }>;

/** @throws DomainError `not-found` when it is not theirs */
export async function requireCollection(
  tx: Prisma.TransactionClient,
  id: string,
  ownerId: string,
): Promise<OwnCollection> {
  const collection = await tx.collection.findFirst({ where: { id, ownerId, deletedAt: null }, select });
  if (!collection) throw notFound("collection");
  return collection;
}

/**
 * Changes a collection in a transaction, while no other act of its owner does.
 *
 * @throws DomainError `not-found` when it is not theirs
 */
export const changeCollection = <T>(
  prisma: PrismaClient,
  id: string,
  ownerId: string,
  act: (tx: Prisma.TransactionClient, collection: OwnCollection) => Promise<T>,
): Promise<T> =>
  prisma.$transaction(async (tx) => {
    await lockUser(tx, ownerId);
    return act(tx, await requireCollection(tx, id, ownerId));
  });

/** @throws DomainError `not-found` when the collection has no such version, or its run is deleted */
export async function requireVersion(
  tx: Prisma.TransactionClient,
  { id }: Pick<OwnCollection, "id">,
  number: number,
  ownerId: string,
) {
  const version = await tx.collectionVersion.findFirst({
    where: { collectionId: id, number, model: ownedBy(ownerId) },
    select: { addedAt: true, aliases: { select: { name: true } }, model: { select: { runId: true } } },
  });
  if (!version) throw notFound("version");
  return version;
}

type Act = {
  action: AuditAction;
  ownerId: string;
  /** That the versions come from. */
  runIds: readonly string[];
  collection: Pick<OwnCollection, "id" | "name">;
  details?: Prisma.InputJsonObject;
};

/** Tells in the audit trails of the runs behind versions what was done to them. */
export const recordVersions = (
  tx: Prisma.TransactionClient,
  { action, ownerId, runIds, collection: { id, name }, details }: Act,
): Promise<void> =>
  recordActions(
    tx,
    runIds.map((runId) => ({
      action,
      actorId: ownerId,
      ownerId,
      runId,
      details: { collection: { id, name }, ...details },
    })),
  );
