import type { Prisma } from "#prisma/client";
import { type Lease, LeaseLostError } from "./lease.ts";

/** @returns how often the run's process has died since its last checkpoint, this time included */
export async function countCrash(prisma: Prisma, lease: Lease): Promise<number> {
  const [run] = await prisma.$queryRaw<{ crashes: number }[]>`
    UPDATE run SET crashes = crashes + 1, "updatedAt" = now()
     WHERE id = ${lease.runId}::uuid AND "leaseEpoch" = ${lease.leaseEpoch} AND state = 'running' RETURNING crashes`;
  if (!run) throw new LeaseLostError(lease);
  return run.crashes;
}
