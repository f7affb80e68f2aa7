/** What a webhook can be told, and the message that tells it. */
import { z } from "zod";

export const WEBHOOK_EVENTS = [
  "run.succeeded",
  "run.failed",
  "run.cancelled",
  "model.published",
  "model.withdrawn",
] as const;
export const webhookEvent = z.enum(WEBHOOK_EVENTS);
export type WebhookEvent = z.infer<typeof webhookEvent>;

/** Sent when its owner asks for it, whatever events the webhook is for. */
export const PING = "ping";

/** As the rest of "Tell me when …". */
export const EVENT_WORDS: Record<WebhookEvent, string> = {
  "run.succeeded": "a run has finished",
  "run.failed": "a run has failed",
  "run.cancelled": "a run was cancelled",
  "model.published": "a model of mine became public",
  "model.withdrawn": "a model of mine is public no more",
};
