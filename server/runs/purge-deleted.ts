import type { Context } from "../trpc.ts";
import { removeRuns } from "./remove-runs.ts";

/** How long a deletion can be undone. */
export const UNDO_MS = 10 * 60_000;

/** Since when something must have been deleted for that to be undone now. */
export const undoableSince = (now: Date): Date => new Date(now.getTime() - UNDO_MS);

/** Enough to keep up, few enough that nobody waits for it. */
const AT_ONCE = 20;

/**
 * Removes runs whose deletion can no longer be undone, such sweeps once they have no run left, and such collections. Called by
 * requests that delete or launch, so it needs no timer.
 */
export async function purgeDeleted(parts: Pick<Context, "prisma" | "queue">, now: Date): Promise<void> {
  const where = { deletedAt: { lt: undoableSince(now) } };
  await removeRuns(parts, { where, orderBy: { deletedAt: "asc" }, take: AT_ONCE });
  await parts.prisma.sweep.deleteMany({ where: { ...where, runs: { none: {} } } });
  await parts.prisma.collection.deleteMany({ where });
}
