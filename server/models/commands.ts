import type { AuditAction } from "#domain/audit/actions";
import { auditDetails } from "#domain/audit/details";
import type { Licence } from "#domain/models/licences";
import { type Visibility, visibilityOf } from "#domain/models/visibility";
import type { Prisma, PrismaClient } from "#prisma/generated/client";
import { recordModelEvent } from "#prisma/record-webhook-messages";
import { requireRoomToPublish } from "../account/quota.ts";
import { recordActions } from "../audit/record.ts";
import { notFound } from "../errors.ts";
import { undoableSince } from "../runs/purge-deleted.ts";
import { lockUser } from "../runs/start-run.ts";
import { ownedBy } from "./visibility.ts";

const ACTIONS = {
  private: "withdrawn",
  link: "shown-by-link",
  public: "published",
} satisfies Record<Visibility, AuditAction>;

/**
 * Shows a model to everybody, to whoever has a link to it, or to its owner alone; its links keep their addresses, and open it
 * again when it is shown again. The time of publication decides ties: a model that was public until a moment ago, and is made
 * public again as an undo does it, keeps the time that it had.
 *
 * @throws DomainError `limit` when its owner shows too many to everybody already
 */
export const showModel = (
  prisma: PrismaClient,
  { id, visibility }: { id: string; visibility: Visibility },
  ownerId: string,
  now: Date,
): Promise<void> =>
  change(prisma, id, ownerId, async (model, tx) => {
    if (visibilityOf(model) === visibility) return null;
    const { publishedAt: before } = model;
    const publishedAt = visibility === "public" ? ((await lostTime(tx, model.runId, now)) ?? now) : null;
    if (publishedAt) await recordModelEvent(tx, id, "model.published", now);
    else if (before) await recordModelEvent(tx, id, "model.withdrawn", now);
    return {
      action: ACTIONS[visibility],
      data: { publishedAt, byLink: visibility === "link" },
      details: before ? { publishedAt: before.toISOString() } : {},
    };
  });

/** Since when a model was public that stopped being so within the time in which that can be undone. */
async function lostTime(tx: Prisma.TransactionClient, runId: string, now: Date): Promise<Date | null> {
  const entries = await tx.auditEntry.findMany({
    where: { runId, action: { in: [ACTIONS.private, ACTIONS.link] }, at: { gte: undoableSince(now) } },
    orderBy: { id: "desc" },
    select: { details: true },
  });
  const [time] = entries.flatMap(({ details }) => auditDetails.parse(details).publishedAt ?? []);
  return time === undefined ? null : new Date(time);
}

/** Says on what terms others may use a model; null for none. */
export const licenseModel = (
  prisma: PrismaClient,
  { id, licence }: { id: string; licence: Licence | null },
  ownerId: string,
): Promise<void> =>
  change(prisma, id, ownerId, (model) =>
    model.licence === licence
      ? null
      : { action: "licensed", data: { licence }, details: licence === null ? {} : { to: licence } },
  );

export const renameModel = (prisma: PrismaClient, id: string, name: string, ownerId: string): Promise<void> =>
  change(prisma, id, ownerId, (model) =>
    model.name === name
      ? null
      : { action: "renamed", data: { name }, details: { model: true, from: model.name, to: name } },
  );

const changeable = {
  runId: true,
  name: true,
  publishedAt: true,
  byLink: true,
  licence: true,
} satisfies Prisma.ModelSelect;
type Changeable = Prisma.ModelGetPayload<{ select: typeof changeable }>;
type Change = { action: AuditAction; data: Prisma.ModelUpdateInput; details: Prisma.InputJsonObject };

/**
 * Writes what `next` makes of the model, and who did it; nothing when that is null: it is so already.
 *
 * @throws DomainError `not-found` when it is not theirs
 */
async function change(
  prisma: PrismaClient,
  id: string,
  ownerId: string,
  next: (model: Changeable, tx: Prisma.TransactionClient) => Change | null | Promise<Change | null>,
): Promise<void> {
  await prisma.$transaction(async (tx) => {
    // Of two that publish at once only one sets the time, and both together stay within what one person may show.
    await lockUser(tx, ownerId);
    const model = await tx.model.findFirst({ where: { id, ...ownedBy(ownerId) }, select: changeable });
    if (!model) throw notFound("model");
    const changed = await next(model, tx);
    if (!changed) return;
    const { action, data, details } = changed;
    if (data.publishedAt) await requireRoomToPublish(tx, ownerId);
    await tx.model.update({ where: { id }, data, select: { id: true } });
    await recordActions(tx, [{ action, actorId: ownerId, ownerId, runId: model.runId, details }]);
  });
}
