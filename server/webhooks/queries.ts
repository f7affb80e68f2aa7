import { WEBHOOK_LIMITS } from "#domain/limits";
import { type WebhookEvent, webhookEvent } from "#domain/webhooks/events";
import type { Prisma, PrismaClient } from "#prisma/generated/client";
import { notFound } from "../errors.ts";

const listed = {
  id: true,
  url: true,
  events: true,
  createdAt: true,
  disabledAt: true,
  disabledReason: true,
  lastSuccessAt: true,
} satisfies Prisma.WebhookSelect;

export type ListedWebhook = Omit<Prisma.WebhookGetPayload<{ select: typeof listed }>, "events"> & {
  events: WebhookEvent[];
};

/** The webhooks of one person, in the order in which they were made; never with their secrets. */
export async function listWebhooks(prisma: PrismaClient, ownerId: string): Promise<ListedWebhook[]> {
  const rows = await prisma.webhook.findMany({ where: { ownerId }, select: listed, orderBy: { createdAt: "asc" } });
  return rows.map(({ events, ...row }) => ({ ...row, events: events.map((event) => webhookEvent.parse(event)) }));
}

const logged = {
  id: true,
  event: true,
  payload: true,
  state: true,
  attempts: true,
  createdAt: true,
  nextAttemptAt: true,
  lastAttemptAt: true,
  status: true,
  error: true,
  durationMs: true,
} satisfies Prisma.WebhookDeliverySelect;

/** `payload` is the text that is sent. */
export type LoggedDelivery = Omit<Prisma.WebhookDeliveryGetPayload<{ select: typeof logged }>, "payload"> & {
  payload: string;
};

/** @throws DomainError `not-found` */
export async function listDeliveries(prisma: PrismaClient, id: string, ownerId: string): Promise<LoggedDelivery[]> {
  if ((await prisma.webhook.count({ where: { id, ownerId } })) === 0) throw notFound("webhook");
  const rows = await prisma.webhookDelivery.findMany({
    where: { webhookId: id },
    select: logged,
    orderBy: [{ createdAt: "desc" }, { id: "desc" }],
    take: WEBHOOK_LIMITS.log,
  });
  return rows.map(({ payload, ...row }) => ({ ...row, payload: JSON.stringify(payload, null, 2) }));
}
