import type { AuditAction } from "#domain/audit/actions";
import type { Prisma, PrismaClient } from "#prisma/generated/client";
import { requireRoomToPublish } from "../account/quota.ts";
import { recordActions } from "../audit/record.ts";
import { notFound } from "../errors.ts";
import { lockUser } from "../runs/start-run.ts";
import { ownedBy } from "./visibility.ts";

/**
 * Shows the model to everybody. One that is published already keeps its time, which decides ties.
 *
 * @throws DomainError `limit` when its owner shows too many already
 */
export const publishModel = (prisma: PrismaClient, id: string, ownerId: string, now: Date): Promise<void> =>
  change(prisma, id, ownerId, "published", ({ publishedAt }) => publishedAt === null && { publishedAt: now });

/** Hides the model from everybody but its owner. */
export const withdrawModel = (prisma: PrismaClient, id: string, ownerId: string): Promise<void> =>
  change(prisma, id, ownerId, "withdrawn", ({ publishedAt }) => publishedAt !== null && { publishedAt: null });

export const renameModel = (prisma: PrismaClient, id: string, name: string, ownerId: string): Promise<void> =>
  change(prisma, id, ownerId, "renamed", (model) => model.name !== name && { name }, { model: true, to: name });

type Changeable = { name: string; publishedAt: Date | null };

/** Writes what `next` makes of the model, and who did it; nothing when that is false: it is so already. */
async function change(
  prisma: PrismaClient,
  id: string,
  ownerId: string,
  action: AuditAction,
  next: (model: Changeable) => false | { publishedAt: Date | null } | { name: string },
  details: Prisma.InputJsonObject = {},
): Promise<void> {
  await prisma.$transaction(async (tx) => {
    // Held, so that of two that publish at once only one sets the time.
    await tx.$queryRaw`SELECT 1 FROM "model" WHERE "id" = ${id}::uuid AND "ownerId" = ${ownerId} FOR UPDATE`;
    const model = await tx.model.findFirst({
      where: { id, ...ownedBy(ownerId) },
      select: { runId: true, name: true, publishedAt: true },
    });
    if (!model) throw notFound("model");
    const data = next(model);
    if (data === false) return;
    if ("publishedAt" in data && data.publishedAt) {
      await lockUser(tx, ownerId);
      await requireRoomToPublish(tx, ownerId);
    }
    await tx.model.update({ where: { id }, data, select: { id: true } });
    const named = "name" in data ? { from: model.name } : {};
    await recordActions(tx, [
      { action, actorId: ownerId, ownerId, runId: model.runId, details: { ...named, ...details } },
    ]);
  });
}
