import { createHmac } from "node:crypto";

type SignedHeaders = { "webhook-id": string; "webhook-timestamp": string; "webhook-signature": string };

/**
 * The headers by which a receiver knows that a message is ours and fresh, as Standard Webhooks has them: HMAC-SHA256 over
 * identifier, seconds since 1970 and body.
 *
 * @param secret base64 of the bytes that sign
 */
export function signMessage(secret: string, id: string, body: string, now: Date): SignedHeaders {
  const timestamp = String(Math.floor(now.getTime() / 1000));
  const signature = createHmac("sha256", Buffer.from(secret, "base64")).update(`${id}.${timestamp}.${body}`);
  return {
    "webhook-id": id,
    "webhook-timestamp": timestamp,
    "webhook-signature": `v1,${signature.digest("base64")}`,
  };
}
