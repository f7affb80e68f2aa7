import { isTerminal, RUN_STATES } from "#domain/runs/states";
import { recordActions } from "../audit/record.ts";
import type { Context } from "../trpc.ts";
import { type BulkResult, bulkResult } from "./bulk.ts";
import { purgeDeleted, undoableSince } from "./purge-deleted.ts";

const TERMINAL = RUN_STATES.filter(isTerminal);

/** Hides runs that have ended, and their models, at once and everywhere. They can be restored for a while. */
export async function deleteRuns(
  parts: Pick<Context, "prisma" | "queue" | "now">,
  ids: readonly string[],
  ownerId: string,
): Promise<BulkResult> {
  const { prisma, now } = parts;
  const own = { id: { in: [...ids] }, ownerId };
  const result = await prisma.$transaction(async (tx) => {
    const deleted = await tx.run.updateManyAndReturn({
      where: { ...own, deletedAt: null, state: { in: TERMINAL } },
      data: { deletedAt: now() },
      select: { id: true },
    });
    await recordActions(
      tx,
      deleted.map(({ id }) => ({ action: "deleted", actorId: ownerId, ownerId, runId: id })),
    );
    const done = new Set(deleted.map(({ id }) => id));
    const others = await tx.run.findMany({
      where: { ownerId, id: { in: ids.filter((id) => !done.has(id)) } },
      select: { id: true, deletedAt: true },
    });
    const reasons = others.map(
      ({ id, deletedAt }) => [id, deletedAt ? null : "It has not ended: cancel it first."] as const,
    );
    return bulkResult(ids, done, new Map(reasons));
  });
  await purgeDeleted(parts, now());
  return result;
}

/** Takes deletions back. */
export async function restoreRuns(
  { prisma, now }: Pick<Context, "prisma" | "now">,
  ids: readonly string[],
  ownerId: string,
): Promise<BulkResult> {
  return prisma.$transaction(async (tx) => {
    const restored = await tx.run.updateManyAndReturn({
      where: { id: { in: [...ids] }, ownerId, deletedAt: { gte: undoableSince(now()) } },
      data: { deletedAt: null },
      select: { id: true },
    });
    await recordActions(
      tx,
      restored.map(({ id }) => ({ action: "restored", actorId: ownerId, ownerId, runId: id })),
    );
    const done = new Set(restored.map(({ id }) => id));
    const others = await tx.run.findMany({
      where: { ownerId, id: { in: ids.filter((id) => !done.has(id)) } },
      select: { id: true, deletedAt: true },
    });
    const reasons = others.map(
      ({ id, deletedAt }) => [id, deletedAt ? "It was deleted too long ago to be restored." : null] as const,
    );
    return bulkResult(ids, done, new Map(reasons));
  });
}
