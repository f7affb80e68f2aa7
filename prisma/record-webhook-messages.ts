/**
 * Writes the messages that webhooks are to get, in the transaction of what they tell: either both are there or neither. A
 * trainer sends what is written (trainer/webhooks). A message has the form of Standard Webhooks: `type`, `timestamp`, `data`.
 */
import { PING, type WebhookEvent } from "#domain/webhooks/events";
import type { PrismaQuery } from "./client.ts";

/** Tells that these runs have ended; their rows say how. Of others nothing is told. */
export async function recordRunEnds(tx: PrismaQuery, runIds: readonly string[], now: Date): Promise<void> {
  if (runIds.length === 0) return;
  await tx.$executeRaw`
    INSERT INTO webhook_delivery ("id", "webhookId", "event", "payload", "createdAt", "nextAttemptAt")
    SELECT gen_random_uuid(), w."id", e.name, jsonb_build_object(
             'type', e.name,
             'timestamp', ${now.toISOString()}::text,
             'data', jsonb_build_object(
               'id', r."id", 'name', r."name", 'state', r."state", 'experimentId', r."experimentId", 'sweepId', r."sweepId",
               'bestValidationAccuracy', r."bestValidationAccuracy", 'testAccuracy', r."testAccuracy",
               'failure', r."failure"->>'message', 'modelId', m."id")),
           ${now}, ${now}
      FROM run r
      CROSS JOIN LATERAL (SELECT 'run.' || r."state" AS name) e
      JOIN webhook w ON w."ownerId" = r."ownerId" AND w."disabledAt" IS NULL AND e.name = ANY(w."events")
      LEFT JOIN model m ON m."runId" = r."id"
     WHERE r."id" = ANY(${[...runIds]}::uuid[])`;
}

/** Tells that a model became public, or stopped being so. */
export async function recordModelEvent(
  tx: PrismaQuery,
  modelId: string,
  event: Extract<WebhookEvent, `model.${string}`>,
  now: Date,
): Promise<void> {
  await tx.$executeRaw`
    INSERT INTO webhook_delivery ("id", "webhookId", "event", "payload", "createdAt", "nextAttemptAt")
    SELECT gen_random_uuid(), w."id", ${event}, jsonb_build_object(
             'type', ${event}::text,
             'timestamp', ${now.toISOString()}::text,
             'data', jsonb_build_object(
               'id', m."id", 'name', m."name", 'runId', m."runId", 'testAccuracy', m."testAccuracy",
               'parameters', m."parameters")),
           ${now}, ${now}
      FROM model m
      JOIN webhook w ON w."ownerId" = m."ownerId" AND w."disabledAt" IS NULL AND ${event} = ANY(w."events")
     WHERE m."id" = ${modelId}::uuid`;
}

/** A message that tells nothing, to see whether one arrives. */
export async function recordPing(tx: PrismaQuery, webhookId: string, now: Date): Promise<void> {
  const payload = { type: PING, timestamp: now.toISOString(), data: { webhookId } };
  await tx.webhookDelivery.create({
    data: { webhookId, event: PING, payload, createdAt: now, nextAttemptAt: now },
    select: { id: true },
  });
}

/** What waits for a webhook that is switched off is not sent any more. */
export async function giveUpWaiting(tx: PrismaQuery, webhookId: string): Promise<void> {
  await tx.webhookDelivery.updateMany({
    where: { webhookId, state: "waiting" },
    data: { state: "failed", nextAttemptAt: null, error: "The webhook was switched off." },
  });
}
