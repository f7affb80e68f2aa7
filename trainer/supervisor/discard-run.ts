import { modelFiles } from "#domain/models/manifest";
import type { RunEvent } from "#domain/runs/events";
import type { Prisma } from "#prisma/client";
import type { ArtefactStore } from "#storage/store";
import { deleteUnnamed } from "../checkpoints/delete-unnamed.ts";
import { readSuccess } from "./finish-run.ts";

/**
 * Removes what a trainer has put into the store for a run whose row is gone: with it went the names of all that is only in
 * the log. A run that another trainer has taken over keeps everything.
 *
 * @param events the run's log
 */
export async function discardRun(
  prisma: Prisma,
  store: ArtefactStore,
  runId: string,
  events: readonly RunEvent[],
): Promise<void> {
  if (await prisma.run.findUnique({ where: { id: runId }, select: { id: true } })) return;
  const hashes = new Set<string>();
  for (const { data } of events) {
    if (data.type === "checkpoint") hashes.add(data.sha256);
    if (data.type === "evaluated" && data.predictionsSha256) hashes.add(data.predictionsSha256);
    if (data.type === "features-shared") for (const sha256 of data.chunks) hashes.add(sha256);
    if (data.type === "published") {
      const { manifest } = await readSuccess(store, data.manifestSha256);
      for (const { sha256 } of modelFiles(manifest)) hashes.add(sha256);
      hashes.add(data.manifestSha256);
    }
  }
  await deleteUnnamed(prisma, store, [...hashes]);
}
