import { randomBytes } from "node:crypto";
import { DomainError } from "#domain/errors";
import { WEBHOOK_LIMITS } from "#domain/limits";
import type { WebhookEvent } from "#domain/webhooks/events";
import { webhookUrl } from "#domain/webhooks/webhook-fields";
import type { Prisma } from "#prisma/generated/client";
import { giveUpWaiting, recordPing } from "#prisma/record-webhook-messages";
import { notFound } from "../errors.ts";
import { lockUser } from "../runs/start-run.ts";
import type { Context } from "../trpc.ts";

type Parts = Pick<Context, "prisma" | "now">;

/**
 * @returns the secret that signs its messages, which cannot be read again
 * @throws DomainError `invalid` when messages may not go to that address, `limit` when the person has as many as they may
 */
export async function createWebhook(
  { prisma, now, env }: Parts & Pick<Context, "env">,
  { url: typed, events }: { url: string; events: WebhookEvent[] },
  ownerId: string,
): Promise<{ id: string; secret: string }> {
  const { data: url, error } = webhookUrl(env.WEBHOOK_TARGETS).safeParse(typed);
  if (url === undefined) throw new DomainError("invalid", error?.issues[0]?.message ?? "", "url");
  const secret = randomBytes(32).toString("base64");
  return prisma.$transaction(async (tx) => {
    await lockUser(tx, ownerId);
    if ((await tx.webhook.count({ where: { ownerId } })) >= WEBHOOK_LIMITS.webhooks) {
      throw new DomainError(
        "limit",
        `You have ${WEBHOOK_LIMITS.webhooks} webhooks, and that is the limit. Delete one that nothing needs.`,
      );
    }
    const data = { ownerId, url, events, secret, createdAt: now() };
    const { id } = await tx.webhook.create({ data, select: { id: true } });
    return { id, secret: `whsec_${secret}` };
  });
}

/**
 * Says what a webhook is told, and switches it on or off. What waits when it is switched off is given up.
 *
 * @throws DomainError `not-found`
 */
export async function changeWebhook(
  { prisma, now }: Parts,
  { id, events, enabled }: { id: string; events?: WebhookEvent[] | undefined; enabled?: boolean | undefined },
  ownerId: string,
): Promise<void> {
  await prisma.$transaction(async (tx) => {
    const own = await ownWebhook(tx, id, ownerId);
    const switched = enabled === undefined || enabled === (own.disabledAt === null) ? null : { enabled };
    await tx.webhook.update({
      where: { id },
      data: {
        ...(events && { events }),
        ...(switched && { disabledAt: switched.enabled ? null : now(), disabledReason: null }),
      },
      select: { id: true },
    });
    if (switched?.enabled === false) await giveUpWaiting(tx, id);
  });
}

/** Deletes a webhook with its log. @throws DomainError `not-found` */
export async function deleteWebhook(prisma: Context["prisma"], id: string, ownerId: string): Promise<void> {
  const { count } = await prisma.webhook.deleteMany({ where: { id, ownerId } });
  if (count === 0) throw notFound("webhook");
}

/** @throws DomainError `not-found`, `conflict` when it is switched off, `limit` when too much waits already */
export async function sendPing({ prisma, now }: Parts, id: string, ownerId: string): Promise<void> {
  await prisma.$transaction(async (tx) => {
    await requireReady(tx, await ownWebhook(tx, id, ownerId));
    await recordPing(tx, id, now());
  });
}

/** @throws DomainError `not-found`, `conflict` when it waits still or its webhook is off, `limit` when too much waits */
export async function redeliver({ prisma, now }: Parts, deliveryId: string, ownerId: string): Promise<void> {
  await prisma.$transaction(async (tx) => {
    const delivery = await tx.webhookDelivery.findFirst({
      where: { id: deliveryId, webhook: { ownerId } },
      select: { webhookId: true },
    });
    if (!delivery) throw notFound("message");
    await requireReady(tx, await ownWebhook(tx, delivery.webhookId, ownerId));
    const { count } = await tx.webhookDelivery.updateMany({
      where: { id: deliveryId, state: { not: "waiting" } },
      data: { state: "waiting", attempts: 0, nextAttemptAt: now(), status: null, error: null, durationMs: null },
    });
    if (count === 0) throw new DomainError("conflict", "This message waits to be sent already.");
  });
}

type OwnWebhook = { id: string; disabledAt: Date | null };

/** Locked until the transaction ends. @throws DomainError `not-found` */
async function ownWebhook(tx: Prisma.TransactionClient, id: string, ownerId: string): Promise<OwnWebhook> {
  const [webhook] = await tx.$queryRaw<OwnWebhook[]>`
    SELECT "id", "disabledAt" FROM webhook WHERE "id" = ${id}::uuid AND "ownerId" = ${ownerId} FOR UPDATE`;
  if (!webhook) throw notFound("webhook");
  return webhook;
}

async function requireReady(tx: Prisma.TransactionClient, { id, disabledAt }: OwnWebhook): Promise<void> {
  if (disabledAt) throw new DomainError("conflict", "This webhook is switched off. Switch it on first.");
  const waiting = await tx.webhookDelivery.count({ where: { webhookId: id, state: "waiting" } });
  if (waiting < WEBHOOK_LIMITS.waiting) return;
  throw new DomainError("limit", `${waiting} messages wait to be sent, and that is the limit. Wait for them.`);
}
