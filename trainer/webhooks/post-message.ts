import { type RequestOptions, request as requestHttp } from "node:http";
import { request as requestHttps } from "node:https";
import type { LookupFunction } from "node:net";
import type { WebhookTargets } from "#domain/webhooks/webhook-fields";
import { lookupPublic, requirePublicTarget, TargetRefused } from "./public-address.ts";

/** Milliseconds from the look-up of the name to the head of the answer. */
const PATIENCE = 10_000;

/** How one attempt ended: `status` is what was answered, `error` why it does not count as accepted. */
export type Outcome = { status: number | null; error: string | null; durationMs: number };

type Message = { url: string; headers: Record<string, string>; body: string };

/**
 * Sends a message, over a connection of its own and to an address that was looked at. Of the answer only the head is read, and
 * it is not followed anywhere.
 *
 * @returns null when `signal` aborts before it is over
 */
export async function postMessage(
  message: Message,
  targets: WebhookTargets,
  signal: AbortSignal,
): Promise<Outcome | null> {
  const beginning = performance.now();
  const timeout = AbortSignal.timeout(PATIENCE);
  const outcome = (status: number | null, error: string | null): Outcome => ({
    status,
    error,
    durationMs: Math.round(performance.now() - beginning),
  });
  try {
    const status = await statusOf(message, targets, AbortSignal.any([signal, timeout]));
    return outcome(status, refusalOf(status));
  } catch (error) {
    if (signal.aborted) return null;
    return outcome(null, timeout.aborted ? `No answer within ${PATIENCE / 1000} seconds.` : failureText(error));
  }
}

async function statusOf({ url: address, headers, body }: Message, targets: WebhookTargets, signal: AbortSignal) {
  const url = new URL(address);
  if (targets === "public") requirePublicTarget(url);
  const options: RequestOptions = {
    method: "POST",
    agent: false,
    signal,
    headers: { ...headers, "content-length": Buffer.byteLength(body) },
    ...(targets === "public" && { lookup: lookupPublic as LookupFunction }),
  };
  return new Promise<number>((resolve, reject) => {
    const sending = (url.protocol === "https:" ? requestHttps : requestHttp)(url, options, (response) => {
      resolve(response.statusCode ?? 0);
      response.destroy();
    });
    sending.on("error", reject);
    sending.end(body);
  });
}

function refusalOf(status: number): string | null {
  if (status >= 200 && status < 300) return null;
  return status >= 300 && status < 400
    ? `It answered ${status}; redirects are not followed.`
    : `It answered ${status}, which is no success.`;
}

const FAILURES: Record<string, string> = {
  ENOTFOUND: "Its name leads nowhere.",
  EAI_AGAIN: "Its name could not be looked up.",
  ECONNREFUSED: "Nothing listens at this address.",
  ECONNRESET: "The connection was closed before an answer came.",
};

/** Tells the owner of the webhook what they can act on, and nothing of the network from which it was tried. */
function failureText(error: unknown): string {
  if (error instanceof TargetRefused) return error.message;
  const code = error instanceof Error && "code" in error ? String(error.code) : "";
  return FAILURES[code] ?? `No connection could be made${code ? ` (${code})` : ""}.`;
}
