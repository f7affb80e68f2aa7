import type { PrismaQuery } from "#prisma/client";
import type { Lease } from "./lease.ts";

export type ClaimedRun = Lease & {
  ownerId: string;
  name: string;
  sweepId: string | null;
  /** As the database has it: to be parsed before use. */
  spec: unknown;
};

/**
 * Takes a run in one statement: a queued one, or one whose trainer lost its job, which counts as a crash. From then on
 * nobody with an older lease can write to it.
 *
 * @returns null when the run is gone, has ended already, or is held
 */
export async function claimRun(prisma: PrismaQuery, runId: string, trainerId: string): Promise<ClaimedRun | null> {
  const [run] = await prisma.$queryRaw<Omit<ClaimedRun, "runId">[]>`
    UPDATE run
       SET crashes = crashes + (state = 'running')::int, state = 'running', "leaseEpoch" = "leaseEpoch" + 1, "trainerId" = ${trainerId}::uuid,
           "claimedAt" = now(), "heartbeatAt" = now(), "startedAt" = COALESCE("startedAt", now()), "updatedAt" = now()
     WHERE id = ${runId}::uuid AND (state = 'queued' AND NOT held OR state = 'running')
    RETURNING "leaseEpoch", "ownerId", name, "sweepId", spec`;
  return run ? { runId, ...run } : null;
}
