import type { Context } from "../trpc.ts";
import { removeRuns } from "./remove-runs.ts";

/** How long a deletion can be undone. */
export const UNDO_MS = 10 * 60_000;

/** Enough to keep up, few enough that nobody waits for it. */
const AT_ONCE = 20;

/**
 * Removes runs whose deletion can no longer be undone, with their files. Called by requests that delete or launch, so it
 * needs no timer.
 */
export const purgeDeletedRuns = (parts: Pick<Context, "prisma" | "queue" | "store">, now: Date): Promise<number> =>
  removeRuns(parts, {
    where: { deletedAt: { lt: new Date(now.getTime() - UNDO_MS) } },
    orderBy: { deletedAt: "asc" },
    take: AT_ONCE,
  });
