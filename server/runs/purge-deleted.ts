import type { PrismaClient } from "#prisma/generated/client";
import type { ArtefactStore } from "#storage/store";
import { removeUnnamedArtefacts } from "../artefacts/remove-unnamed.ts";
import { artefactsOfRuns } from "./artefacts-of-runs.ts";

/** How long a deletion can be undone. */
export const UNDO_MS = 10 * 60_000;
/** Enough to keep up, few enough that nobody waits for it. */
const AT_ONCE = 20;

/**
 * Removes runs whose deletion can no longer be undone, with their files and with experiments that have no run left. Called
 * by requests that delete or launch, so it needs no timer. While anything trains it waits: a trainer that publishes has
 * written files before the rows that name them.
 */
export async function purgeDeletedRuns(prisma: PrismaClient, store: ArtefactStore, now: Date): Promise<number> {
  if ((await prisma.run.count({ where: { state: "running" } })) > 0) return 0;
  const due = await prisma.run.findMany({
    where: { deletedAt: { lt: new Date(now.getTime() - UNDO_MS) } },
    orderBy: { deletedAt: "asc" },
    take: AT_ONCE,
    select: { id: true, experimentId: true },
  });
  if (due.length === 0) return 0;
  const where = { id: { in: due.map(({ id }) => id) } };
  const hashes = await artefactsOfRuns(prisma, where);
  await prisma.$transaction([
    prisma.run.deleteMany({ where }),
    prisma.experiment.deleteMany({
      where: { id: { in: due.map(({ experimentId }) => experimentId) }, runs: { none: {} } },
    }),
  ]);
  await removeUnnamedArtefacts(prisma, store, hashes);
  return due.length;
}
