import type { Prisma } from "#prisma/client";
import { unnamedArtefacts } from "#prisma/unnamed-artefacts";
import type { ArtefactStore } from "#storage/store";

/**
 * Removes a run's older checkpoints, rows before bytes, so that a row always has its bytes. Bytes that anything else still
 * names stay: content decides the name, so two runs can share an artefact.
 *
 * @param lease the claim under which this is asked; nothing is removed once another trainer has the run
 * @param keep how many of the latest stay
 */
export async function pruneCheckpoints(
  prisma: Prisma,
  store: ArtefactStore,
  lease: { runId: string; leaseEpoch: number },
  keep: number,
): Promise<void> {
  const removed = await prisma.$queryRaw<{ sha256: string }[]>`
    DELETE FROM checkpoint WHERE ("runId", epoch, step) IN (
      SELECT c."runId", c.epoch, c.step FROM checkpoint c JOIN run ON run.id = c."runId"
       WHERE run.id = ${lease.runId}::uuid AND run."leaseEpoch" = ${lease.leaseEpoch}
       ORDER BY c.epoch DESC, c.step DESC OFFSET ${keep}
    ) RETURNING sha256`;
  const hashes = removed.map(({ sha256 }) => sha256);
  for (const sha256 of await unnamedArtefacts(prisma, hashes)) await store.delete(sha256);
}
