import type { Prisma, PrismaClient } from "#prisma/generated/client";
import type { ArtefactStore } from "#storage/store";
import { removeUnnamedArtefacts } from "../artefacts/remove-unnamed.ts";
import type { RunQueue } from "../queue.ts";
import { artefactsOfRuns } from "./artefacts-of-runs.ts";

/**
 * Removes runs with their jobs, models and files, and experiments that have no run left. A training that runs ends by itself:
 * its row is gone, so the trainer's next write touches nothing.
 *
 * @returns how many were removed
 */
export async function removeRuns(
  { prisma, queue, store }: { prisma: PrismaClient; queue: RunQueue; store: ArtefactStore },
  which: Pick<Prisma.RunFindManyArgs, "where" | "orderBy" | "take">,
): Promise<number> {
  const found = await prisma.run.findMany({ ...which, select: { id: true } });
  if (found.length === 0) return 0;
  const ids = found.map(({ id }) => id);
  const { count, hashes } = await prisma.$transaction(async (tx) => {
    // From here on no trainer adds a checkpoint or a model, whose files would be missed below.
    await tx.$queryRaw`SELECT 1 FROM "run" WHERE "id" = ANY(${ids}::uuid[]) ORDER BY "id" FOR UPDATE`;
    const runs = await tx.run.findMany({
      where: { ...which.where, id: { in: ids } },
      select: { id: true, experimentId: true, state: true },
    });
    const where = { id: { in: runs.map(({ id }) => id) } };
    const hashes = await artefactsOfRuns(tx, where);
    await queue.remove(
      tx,
      runs.filter(({ state }) => state === "queued").map(({ id }) => id),
    );
    const { count } = await tx.run.deleteMany({ where });
    const experiments = runs.map(({ experimentId }) => experimentId);
    await tx.experiment.deleteMany({ where: { id: { in: experiments }, runs: { none: {} } } });
    return { count, hashes };
  });
  await removeUnnamedArtefacts(prisma, store, hashes);
  return count;
}
