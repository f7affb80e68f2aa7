import { z } from "zod";
import { EXPORT_FORMATS, exportFileName, FORMAT_FACTS } from "#domain/models/export-formats";
import { noFile, serveBytes } from "../artefacts/serve-bytes.ts";
import { KEPT_NOWHERE, PUBLIC_FILE } from "../caching.ts";
import { type ModelReader, visibleTo } from "../models/visibility.ts";
import type { Services } from "../services.ts";

const address = z.object({ id: z.uuid(), format: z.enum(EXPORT_FORMATS) });

/**
 * Answers a request for a model in a format, or sends the browser to the bucket for it where the store signs addresses: 404
 * for what is not there, not ready, and not this reader's alike.
 *
 * @param redirects false for programs, which are promised the bytes, and their hash as the ETag
 */
export async function serveExport(
  { prisma, store }: Pick<Services, "prisma" | "store">,
  request: Request,
  params: { id: string; format: string },
  reader: ModelReader,
  { redirects }: { redirects: boolean } = { redirects: true },
): Promise<Response> {
  const { success, data } = address.safeParse(params);
  if (!success) return nothing();
  const { id, format } = data;
  const found = await prisma.modelExport.findFirst({
    where: { modelId: id, format, state: "ready", model: visibleTo(reader) },
    select: { sha256: true, model: { select: { name: true, publishedAt: true } } },
  });
  if (!found?.sha256) return nothing();
  const { sha256, model } = found;
  const type = FORMAT_FACTS[format].mediaType;
  const disposition = `attachment; filename="${exportFileName(model.name, format)}"`;
  const signed = redirects ? await store.signedUrl(sha256, { type, disposition }) : null;
  if (signed) {
    return new Response(null, { status: 307, headers: { location: signed, "cache-control": KEPT_NOWHERE } });
  }
  const served = {
    // A cache asks before it serves the file again, so that a withdrawal holds.
    caching: model.publishedAt ? PUBLIC_FILE : KEPT_NOWHERE,
    kind: { "content-type": type, "content-disposition": disposition },
  };
  return (await serveBytes(store, request, sha256, served)) ?? nothing();
}

const nothing = () => noFile("There is no such file, or it is not ready yet.");
