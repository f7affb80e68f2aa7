import type { Prisma, PrismaClient } from "#prisma/generated/client";
import type { RunQueue } from "../queue.ts";

/**
 * Removes runs with their jobs and models, and experiments that have no run left. A training that runs ends by itself: its
 * row is gone, so the trainer's next write touches nothing. Files that nothing names any more are swept from the store.
 *
 * @returns how many were removed
 */
export async function removeRuns(
  { prisma, queue }: { prisma: PrismaClient; queue: RunQueue },
  which: Pick<Prisma.RunFindManyArgs, "where" | "orderBy" | "take">,
): Promise<number> {
  const found = await prisma.run.findMany({ ...which, select: { id: true } });
  if (found.length === 0) return 0;
  const ids = found.map(({ id }) => id);
  return prisma.$transaction(async (tx) => {
    // From here on no trainer claims one of them.
    await tx.$queryRaw`SELECT 1 FROM "run" WHERE "id" = ANY(${ids}::uuid[]) ORDER BY "id" FOR UPDATE`;
    const runs = await tx.run.findMany({
      where: { ...which.where, id: { in: ids } },
      select: { id: true, experimentId: true, state: true },
    });
    const where = { id: { in: runs.map(({ id }) => id) } };
    await queue.remove(
      tx,
      runs.filter(({ state }) => state === "queued").map(({ id }) => id),
    );
    const { count } = await tx.run.deleteMany({ where });
    const experiments = runs.map(({ experimentId }) => experimentId);
    await tx.experiment.deleteMany({ where: { id: { in: experiments }, runs: { none: {} } } });
    return count;
  });
}
