import { z } from "zod";
import { exportFileName, exportFormat, FORMAT_FACTS } from "#domain/models/export-formats";
import { visibleTo } from "../models/visibility.ts";
import type { Services } from "../services.ts";

const address = z.object({ id: z.uuid(), format: exportFormat });

/** Answers a request for a model in a format: 404 for what is not there, not ready, and not this viewer's alike. */
export async function serveExport(
  { prisma, store }: Pick<Services, "prisma" | "store">,
  request: Request,
  params: { id: string; format: string },
  viewerId: string | null,
): Promise<Response> {
  const { success, data } = address.safeParse(params);
  if (!success) return nothing();
  const { id, format } = data;
  const found = await prisma.modelExport.findFirst({
    where: { modelId: id, format, state: "ready", model: visibleTo(viewerId) },
    select: { sha256: true, model: { select: { name: true, publishedAt: true } } },
  });
  if (!found?.sha256) return nothing();
  const { sha256, model } = found;
  const etag = `"${sha256}"`;
  const headers = {
    // A cache asks before it serves the file again, so that a withdrawal holds.
    "cache-control": model.publishedAt ? "public, no-cache" : "private, no-store",
    "cross-origin-resource-policy": "same-origin",
    etag,
    "x-content-type-options": "nosniff",
  };
  if (request.headers.get("if-none-match") === etag) return new Response(null, { status: 304, headers });
  const bytes = await store.get(sha256);
  if (!bytes) return nothing();
  return new Response(bytes, {
    headers: {
      ...headers,
      "content-type": FORMAT_FACTS[format].mediaType,
      "content-length": String(bytes.byteLength),
      "content-disposition": `attachment; filename="${exportFileName(model.name, format)}"`,
    },
  });
}

const nothing = () =>
  new Response("There is no such file, or it is not ready yet.", {
    status: 404,
    headers: { "cache-control": "private, no-store" },
  });
