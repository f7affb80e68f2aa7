import type { PrismaClient } from "#prisma/generated/client";
import type { ArtefactStore } from "#storage/store";
import { removeUnnamedArtefacts } from "../artefacts/remove-unnamed.ts";
import type { RunQueue } from "../queue.ts";
import { artefactsOfRuns } from "../runs/artefacts-of-runs.ts";

/**
 * Removes everything that a person has made: experiments, runs, models, and their files. A training that runs ends by itself:
 * its row is gone, so the trainer's next write touches nothing.
 */
export async function eraseDataOf(
  userId: string,
  { prisma, queue, store }: { prisma: PrismaClient; queue: RunQueue; store: ArtefactStore },
): Promise<void> {
  const hashes = await artefactsOfRuns(prisma, { ownerId: userId });
  await prisma.$transaction(async (tx) => {
    const waiting = await tx.run.findMany({ where: { ownerId: userId, state: "queued" }, select: { id: true } });
    for (const { id } of waiting) await queue.remove(tx, id);
    await tx.experiment.deleteMany({ where: { ownerId: userId } });
  });
  await removeUnnamedArtefacts(prisma, store, hashes);
}
