import { EXPORT_FORMATS, type ExportFormat } from "#domain/models/export-formats";
import type { ExportState } from "#prisma/generated/client";
import { notFound } from "../errors.ts";
import { type ModelReader, visibleTo } from "../models/visibility.ts";
import type { Context } from "../trpc.ts";

/** A format of a model; `none` until somebody asks for it. */
export type ModelExport = {
  format: ExportFormat;
  state: ExportState | "none";
  bytes: number | null;
  /** Why it failed. */
  error: string | null;
};

/** @throws DomainError `not-found` when the model is not there for this reader */
export async function listExports(
  { prisma, ...reader }: ModelReader & Pick<Context, "prisma">,
  id: string,
): Promise<ModelExport[]> {
  const model = await prisma.model.findFirst({
    where: { id, ...visibleTo(reader) },
    select: { exports: { select: { format: true, state: true, bytes: true, error: true } } },
  });
  if (!model) throw notFound("model");
  return EXPORT_FORMATS.map((format) => {
    const { state = "none", bytes = null, error = null } = model.exports.find((one) => one.format === format) ?? {};
    return { format, state, bytes, error };
  });
}
