import { z } from "zod";
import { WEBHOOK_LIMITS } from "../limits.ts";
import { WEBHOOK_EVENTS, webhookEvent } from "./events.ts";

/** Where messages may go: to the public internet by HTTPS, or anywhere, by HTTP too, as an operator may decide. */
export const webhookTargets = z.enum(["public", "any"], { error: "must be public or any" }).default("public");
export type WebhookTargets = z.infer<typeof webhookTargets>;

/** An address as it is typed. What its name leads to is looked at when a message is sent, each time. */
export const webhookUrl = (targets: WebhookTargets) =>
  z
    .string()
    .trim()
    .min(1, "Give the address that is to be told.")
    .max(WEBHOOK_LIMITS.url, `An address has at most ${WEBHOOK_LIMITS.url} characters.`)
    .pipe(
      z
        .url("Write the whole address, as in https://example.org/hooks/cultivar.")
        .refine(
          (text) => protocolOf(text) === "https:" || (targets === "any" && protocolOf(text) === "http:"),
          "The address must begin with https://.",
        )
        .refine((text) => isWithoutPassword(text), "The address must have no user name and password."),
    );

const protocolOf = (text: string): string | null => URL.parse(text)?.protocol ?? null;

function isWithoutPassword(text: string): boolean {
  const url = URL.parse(text);
  return url === null || (url.username === "" && url.password === "");
}

export const webhookEvents = z
  .array(webhookEvent)
  .min(1, "Choose at least one event.")
  .max(WEBHOOK_EVENTS.length)
  .transform((events) => WEBHOOK_EVENTS.filter((event) => events.includes(event)));
