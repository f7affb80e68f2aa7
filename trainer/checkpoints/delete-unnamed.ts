import type { Prisma } from "#prisma/client";
import { unnamedArtefacts } from "#prisma/unnamed-artefacts";
import type { ArtefactStore } from "#storage/store";

/** Removes those of the artefacts that no row names (any more). */
export async function deleteUnnamed(prisma: Prisma, store: ArtefactStore, hashes: readonly string[]): Promise<void> {
  for (const sha256 of await unnamedArtefacts(prisma, hashes)) await store.delete(sha256);
}
