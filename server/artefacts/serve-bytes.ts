import { KEPT_NOWHERE } from "../caching.ts";
import type { Services } from "../services.ts";

/**
 * Answers with the file `sha256`, or that the asker has it already; null when the store has it no more.
 *
 * @param kind headers of the file itself, which an answer without it leaves out
 */
export async function serveBytes(
  store: Services["store"],
  request: Request,
  sha256: string,
  { caching, kind }: { caching: string; kind: Record<string, string> },
): Promise<Response | null> {
  const etag = `"${sha256}"`;
  const headers = {
    "cache-control": caching,
    "cross-origin-resource-policy": "same-origin",
    etag,
    "x-content-type-options": "nosniff",
  };
  if (request.headers.get("if-none-match") === etag) return new Response(null, { status: 304, headers });
  const bytes = await store.get(sha256);
  return bytes && new Response(bytes, { headers: { ...headers, ...kind, "content-length": String(bytes.byteLength) } });
}

/** There is no such file, or not for this viewer. */
export const noFile = (message: string): Response =>
  new Response(message, { status: 404, headers: { "cache-control": KEPT_NOWHERE } });
