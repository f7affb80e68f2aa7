import type { PrismaClient } from "#prisma/generated/client";
import { unnamedArtefacts } from "#prisma/unnamed-artefacts";
import type { ArtefactStore } from "#storage/store";

/** Removes the bytes of those artefacts that no row names any more. Called after the rows are gone. */
export async function removeUnnamedArtefacts(
  prisma: PrismaClient,
  store: ArtefactStore,
  hashes: readonly string[],
): Promise<void> {
  for (const sha256 of await unnamedArtefacts(prisma, hashes)) await store.delete(sha256);
}
