import { DomainError } from "#domain/errors";
import { EXPORTS_AT_ONCE, EXPORTS_PER_DAY } from "#domain/limits";
import type { ExportFormat } from "#domain/models/export-formats";
import { requireRoom } from "../account/quota.ts";
import { notFound } from "../errors.ts";
import { visibleTo } from "../models/visibility.ts";
import { lockUser } from "../runs/start-run.ts";
import type { Context, Viewer } from "../trpc.ts";

const DAY_MS = 24 * 3_600_000;

type Asker = Pick<Context, "prisma" | "queue" | "share" | "now"> & { viewer: Viewer };
type Order = { id: string; format: ExportFormat };

/**
 * Asks trainers for a model in a format. Nothing happens where somebody has asked already, unless that failed.
 *
 * @throws DomainError `not-found` when the model is not there for the asker, `limit` when they have too many in preparation,
 * have asked for too many within a day, or keep too much
 */
export async function prepareExport(
  { prisma, queue, viewer, share, now }: Asker,
  { id, format }: Order,
): Promise<void> {
  const viewerId = viewer.id;
  await prisma.$transaction(async (tx) => {
    await lockUser(tx, viewerId);
    const model = await tx.model.findFirst({
      where: { id, ...visibleTo({ viewer, share }) },
      select: { exports: { where: { format, state: { not: "failed" } }, select: { format: true } } },
    });
    if (!model) throw notFound("model");
    if (model.exports.length > 0) return;
    const unfinished = await tx.modelExport.count({
      where: { requestedById: viewerId, state: { in: ["queued", "building"] } },
    });
    if (unfinished >= EXPORTS_AT_ONCE) {
      throw new DomainError(
        "limit",
        `You have ${unfinished} files in preparation, and ${EXPORTS_AT_ONCE} is the limit. Wait for one to be ready.`,
      );
    }
    await requireRoom(tx, viewerId, 0);
    const lately = await tx.modelExport.count({
      where: { requestedById: viewerId, requestedAt: { gt: new Date(now().getTime() - DAY_MS) } },
    });
    if (lately >= EXPORTS_PER_DAY) {
      throw new DomainError(
        "limit",
        `You have asked for ${lately} files within a day, and ${EXPORTS_PER_DAY} is the limit. Ask again tomorrow.`,
      );
    }
    // Of two people who ask at the same time one makes the row.
    const changed = await tx.$executeRaw`
      INSERT INTO model_export ("modelId", format, "requestedById", "requestedAt")
      VALUES (${id}::uuid, ${format}, ${viewerId}, ${now()})
      ON CONFLICT ("modelId", format) DO UPDATE
         SET state = 'queued', attempts = 0, error = NULL,
             "requestedById" = EXCLUDED."requestedById", "requestedAt" = EXCLUDED."requestedAt"
       WHERE model_export.state = 'failed'`;
    if (changed > 0) await queue.addExport(tx, { modelId: id, format });
  });
}
