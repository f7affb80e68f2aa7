import type { PrismaClient } from "#prisma/generated/client";
import type { ArtefactStore } from "#storage/store";

/**
 * Removes the bytes of those artefacts that no row names any more. Called after the rows are gone: equal files are stored
 * once, so another model may still need them.
 */
export async function removeUnnamedArtefacts(
  prisma: PrismaClient,
  store: ArtefactStore,
  hashes: readonly string[],
): Promise<void> {
  const among = { sha256: { in: [...new Set(hashes)] } };
  const named = await Promise.all([
    prisma.modelArtefact.findMany({ where: among, select: { sha256: true } }),
    prisma.datasetArtefact.findMany({ where: among, select: { sha256: true } }),
    prisma.checkpoint.findMany({ where: among, select: { sha256: true } }),
    prisma.run.findMany({ where: { predictionsSha256: among.sha256 }, select: { predictionsSha256: true } }),
    prisma.model.findMany({ where: { manifestSha256: among.sha256 }, select: { manifestSha256: true } }),
    prisma.dataset.findMany({ where: { indexSha256: among.sha256 }, select: { indexSha256: true } }),
  ]);
  const kept = new Set(named.flat().flatMap((row) => Object.values(row)));
  for (const sha256 of among.sha256.in) {
    if (!kept.has(sha256)) await store.delete(sha256);
  }
}
