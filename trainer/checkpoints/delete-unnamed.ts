import type { Prisma } from "#prisma/client";
import type { ArtefactStore } from "#storage/store";

/** Removes those of the artefacts that no checkpoint, run, model or data set names (any more). */
export async function deleteUnnamed(prisma: Prisma, store: ArtefactStore, hashes: readonly string[]): Promise<void> {
  for (const sha256 of hashes) {
    const [{ named } = { named: true }] = await prisma.$queryRaw<{ named: boolean }[]>`
      SELECT EXISTS (SELECT FROM checkpoint WHERE sha256 = ${sha256})
          OR EXISTS (SELECT FROM run WHERE "predictionsSha256" = ${sha256})
          OR EXISTS (SELECT FROM model_artefact WHERE sha256 = ${sha256})
          OR EXISTS (SELECT FROM dataset_artefact WHERE sha256 = ${sha256}) AS named`;
    if (!named) await store.delete(sha256);
  }
}
