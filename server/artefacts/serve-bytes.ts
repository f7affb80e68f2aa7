import { Readable } from "node:stream";
import { buffer } from "node:stream/consumers";
import { KEPT_NOWHERE } from "../caching.ts";
import type { Services } from "../services.ts";

/** Bytes up to which a file is checked before the answer begins; a longer one that is damaged breaks off before its end. */
const CHECKED_FIRST = 8 * 2 ** 20;

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
  // Nobody reads the body of an answer to HEAD, so none may be begun.
  if (request.method === "HEAD") {
    return (await store.has(sha256)) ? new Response(null, { headers: { ...headers, ...kind } }) : null;
  }
  const file = await store.open(sha256);
  if (!file) return null;
  const body = file.bytes <= CHECKED_FIRST ? await buffer(file.content) : streamOf(file.content);
  return new Response(body, { headers: { ...headers, ...kind, "content-length": String(file.bytes) } });
}

/** There is no such file, or not for this viewer. */
export const noFile = (message: string): Response =>
  new Response(message, { status: 404, headers: { "cache-control": KEPT_NOWHERE } });

const streamOf = (content: AsyncIterable<Uint8Array>) =>
  Readable.toWeb(Readable.from(content, { objectMode: false })) as ReadableStream<Uint8Array<ArrayBuffer>>;
