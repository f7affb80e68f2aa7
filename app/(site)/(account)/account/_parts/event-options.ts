import { EVENT_WORDS, WEBHOOK_EVENTS } from "#domain/webhooks/events";

/** What a webhook can be told, to choose from. */
export const EVENT_OPTIONS = WEBHOOK_EVENTS.map((event) => ({ value: event, label: EVENT_WORDS[event] }));
