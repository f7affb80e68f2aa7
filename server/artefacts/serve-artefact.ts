import type { Services } from "../services.ts";
import { type FoundArtefact, findArtefact } from "./find-artefact.ts";

/** A file under its hash never changes, but who may read a model's does: a cache asks before it serves one again. */
const CACHING: Record<FoundArtefact["access"], string> = {
  dataset: "public, max-age=31536000, immutable",
  published: "public, no-cache",
  owner: "private, no-store",
};

/** Answers a request for the file `sha256`: 404 for what is not there and for what is not this viewer's alike. */
export async function serveArtefact(
  { prisma, store }: Pick<Services, "prisma" | "store">,
  request: Request,
  sha256: string,
  viewerId: string | null,
): Promise<Response> {
  const found = await findArtefact(prisma, sha256, viewerId);
  if (!found) return nothing();
  const etag = `"${sha256}"`;
  const headers = {
    "cache-control": CACHING[found.access],
    "cross-origin-resource-policy": "same-origin",
    etag,
    "x-content-type-options": "nosniff",
  };
  if (request.headers.get("if-none-match") === etag) return new Response(null, { status: 304, headers });
  const bytes = await store.get(sha256);
  if (!bytes) return nothing();
  return new Response(bytes, {
    headers: { ...headers, "content-type": found.type, "content-length": String(bytes.byteLength) },
  });
}

const nothing = () =>
  new Response("There is no such file.", { status: 404, headers: { "cache-control": "private, no-store" } });
