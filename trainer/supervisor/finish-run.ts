import type { AuditAction } from "#domain/audit/actions";
import { type ModelManifest, modelManifest, storedFiles } from "#domain/models/manifest";
import { modelColumns } from "#domain/models/model-columns";
import type { RunEvent, RunEventData, RunFailure } from "#domain/runs/events";
import type { Prisma, PrismaQuery } from "#prisma/client";
import { recordRunEnds } from "#prisma/record-webhook-messages";
import type { ArtefactStore } from "#storage/store";
import type { ClaimedRun } from "./claim-run.ts";
import { shipEvents } from "./ship-events.ts";

type Success = { state: "succeeded"; manifestSha256: string; manifest: ModelManifest; manifestBytes: number };

export type RunEnd = Success | { state: "failed"; failure: RunFailure } | { state: "cancelled" };

/** The end of a run whose model is in the store: all of it follows from the manifest. */
export async function readSuccess(store: ArtefactStore, manifestSha256: string): Promise<Success> {
  const bytes = await store.get(manifestSha256);
  if (!bytes) throw new Error(`The manifest ${manifestSha256} of a published model is not in the artefact store.`);
  const manifest = modelManifest.parse(JSON.parse(new TextDecoder().decode(bytes)));
  return { state: "succeeded", manifestSha256, manifest, manifestBytes: bytes.length };
}

/** The last event of a run. */
export function endedEvent(end: RunEnd): RunEventData {
  return {
    type: "ended",
    state: end.state,
    endedEarly: end.state === "succeeded" && end.manifest.provenance.endedEarly,
    message: end.state === "failed" ? end.failure.message : null,
  };
}

/**
 * Ends a run: its last events, its state and its model become visible together, or not at all.
 *
 * @param events what has not been shipped yet, `ended` last
 * @throws LeaseLostError when the run is somebody else's by now
 */
export async function finishRun(
  prisma: Prisma,
  run: ClaimedRun,
  events: readonly RunEvent[],
  end: RunEnd,
): Promise<void> {
  await prisma.$transaction(async (transaction) => {
    await shipEvents(transaction, run, events);
    const finishedAt = new Date();
    await endRun(transaction, run, end, finishedAt);
    await recordRunEnds(transaction, [run.runId], finishedAt);
  });
}

/** Writes the end into the run's row, which `shipEvents` holds until the transaction ends, and into what belongs to it. */
async function endRun(transaction: PrismaQuery, run: ClaimedRun, end: RunEnd, finishedAt: Date): Promise<void> {
  const finished = { state: end.state, finishedAt };
  const where = { id: run.runId };
  switch (end.state) {
    case "cancelled": {
      const { ownerId } = await transaction.run.update({ where, data: finished, select: { ownerId: true } });
      // Whoever asked for it stands in the trail already; this says when it was done.
      const action: AuditAction = "cancelled";
      await transaction.auditEntry.create({ data: { action, ownerId, runId: run.runId }, select: { id: true } });
      return;
    }
    case "failed":
      await transaction.run.update({ where, data: { ...finished, failure: end.failure } });
      return;
    case "succeeded": {
      const { endedEarly, trainingSeconds } = end.manifest.provenance;
      await transaction.run.update({ where, data: { ...finished, endedEarly, trainingSeconds } });
      await transaction.model.create({ data: modelRow(run, end) });
      return;
    }
  }
}

const modelRow = (run: ClaimedRun, { manifest, manifestSha256, manifestBytes }: Success) => ({
  runId: run.runId,
  ownerId: run.ownerId,
  name: run.name,
  manifestSha256,
  ...modelColumns(manifest, manifestBytes),
  artefacts: { create: storedFiles(manifest, { sha256: manifestSha256, bytes: manifestBytes }) },
});
