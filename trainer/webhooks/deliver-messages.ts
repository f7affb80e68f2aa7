/**
 * Sends what waits for webhooks. The rows are the queue: a dispatcher takes one message of a webhook that no other is busy
 * with, and one that dies meanwhile leaves it to be taken again. So a message arrives at least once, with the same
 * identifier each time, and a slow receiver holds nobody else up.
 */
import { WEBHOOK_LIMITS } from "#domain/limits";
import { PING } from "#domain/webhooks/events";
import { nextAttempt } from "#domain/webhooks/retry-schedule";
import type { WebhookTargets } from "#domain/webhooks/webhook-fields";
import type { Prisma, PrismaQuery } from "#prisma/client";
import { giveUpWaiting } from "#prisma/record-webhook-messages";
import { type Outcome, postMessage } from "./post-message.ts";
import { signMessage } from "./sign-message.ts";

/** Milliseconds after which a dispatcher that has said nothing is taken for dead; an attempt takes ten seconds at most. */
const LEASE_MS = 60_000;
/** By which a receiver says that it wants no more messages. */
const GONE = 410;

type Dispatcher = {
  prisma: Prisma;
  targets: WebhookTargets;
  now: () => Date;
  /** From 0 to 1: spreads the attempts. */
  chance: () => number;
};

type Claimed = {
  id: string;
  webhookId: string;
  event: string;
  payload: object;
  /** This one included. */
  attempts: number;
  createdAt: Date;
  url: string;
  secret: string;
};

/** Sends what is due, one message after the other, until nothing is. */
export async function deliverMessages(dispatcher: Dispatcher, signal: AbortSignal): Promise<void> {
  while (!signal.aborted) {
    const message = await claim(dispatcher);
    if (!message) return;
    const body = JSON.stringify(message.payload);
    const headers = {
      "content-type": "application/json",
      "user-agent": "Cultivar-Webhooks/1",
      ...signMessage(message.secret, message.id, body, dispatcher.now()),
    };
    const outcome = await postMessage({ url: message.url, headers, body }, dispatcher.targets, signal);
    if (!outcome) return giveBack(dispatcher, message);
    await settle(dispatcher, message, outcome);
  }
}

async function claim({ prisma, now }: Dispatcher): Promise<Claimed | null> {
  const time = now();
  const [message] = await prisma.$queryRaw<Claimed[]>`
    WITH due AS (
      SELECT d."id", d."webhookId", w."url", w."secret"
        FROM webhook_delivery d JOIN webhook w ON w."id" = d."webhookId"
       WHERE d."state" = 'waiting' AND d."nextAttemptAt" <= ${time}
         AND w."disabledAt" IS NULL AND (w."busyUntil" IS NULL OR w."busyUntil" <= ${time})
       ORDER BY d."nextAttemptAt" LIMIT 1
         FOR UPDATE SKIP LOCKED),
    busy AS (
      UPDATE webhook SET "busyUntil" = ${new Date(time.getTime() + LEASE_MS)}
        FROM due WHERE webhook."id" = due."webhookId")
    UPDATE webhook_delivery d SET "attempts" = "attempts" + 1, "lastAttemptAt" = ${time}
      FROM due WHERE d."id" = due."id"
    RETURNING d."id", d."webhookId", d."event", d."payload", d."attempts", d."createdAt", due."url", due."secret"`;
  return message ?? null;
}

/** Lets another dispatcher begin anew; what was begun here counts as no attempt. */
async function giveBack({ prisma }: Dispatcher, { id, webhookId, attempts }: Claimed): Promise<void> {
  await prisma.$transaction([
    prisma.webhookDelivery.updateMany({ where: { id, attempts }, data: { attempts: { decrement: 1 } } }),
    prisma.webhook.updateMany({ where: { id: webhookId }, data: { busyUntil: null } }),
  ]);
}

/** Writes how an attempt ended, and what follows from it for the message and its webhook. */
async function settle({ prisma, now, chance }: Dispatcher, message: Claimed, outcome: Outcome): Promise<void> {
  const { id, webhookId, attempts, event } = message;
  const time = now();
  const accepted = outcome.error === null;
  const isGone = outcome.status === GONE;
  const next = accepted || isGone || event === PING ? null : nextAttempt(attempts, time, chance());
  await prisma.$transaction(async (tx) => {
    await tx.webhook.updateMany({
      where: { id: webhookId },
      data: { busyUntil: null, ...(accepted && { lastSuccessAt: time }) },
    });
    await tx.webhookDelivery.updateMany({
      // Unless it was given up or sent again meanwhile.
      where: { id, attempts, state: "waiting" },
      data: { ...outcome, state: accepted ? "delivered" : next ? "waiting" : "failed", nextAttemptAt: next },
    });
    if (isGone) await disable(tx, webhookId, time, `It answered ${GONE}: it wants no more messages.`);
    else if (!accepted && !next && event !== PING) await disableIfDead(tx, message, time, outcome);
    await forgetOld(tx, webhookId);
  });
}

/** A webhook that took nothing for as long as a message is tried is taken for dead. */
async function disableIfDead(tx: PrismaQuery, { webhookId, createdAt }: Claimed, now: Date, { error }: Outcome) {
  const webhook = await tx.webhook.findUnique({ where: { id: webhookId }, select: { lastSuccessAt: true } });
  if (webhook?.lastSuccessAt && webhook.lastSuccessAt > createdAt) return;
  await disable(tx, webhookId, now, `It took no message for more than a day. The last attempt: ${error}`);
}

async function disable(tx: PrismaQuery, id: string, disabledAt: Date, disabledReason: string): Promise<void> {
  await tx.webhook.updateMany({ where: { id, disabledAt: null }, data: { disabledAt, disabledReason } });
  await giveUpWaiting(tx, id);
}

async function forgetOld(tx: PrismaQuery, webhookId: string): Promise<void> {
  await tx.$executeRaw`
    DELETE FROM webhook_delivery WHERE "webhookId" = ${webhookId}::uuid AND "state" <> 'waiting' AND "id" NOT IN (
      SELECT "id" FROM webhook_delivery WHERE "webhookId" = ${webhookId}::uuid AND "state" <> 'waiting'
       ORDER BY "createdAt" DESC LIMIT ${WEBHOOK_LIMITS.log})`;
}
