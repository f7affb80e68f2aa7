import type { PgBoss } from "pg-boss";
import type { Prisma } from "#prisma/client";
import { logLine } from "#telemetry/log";
import { requeueRun } from "./requeue-run.ts";

/**
 * Puts back the runs that this trainer held when it was killed. Only after a start, when it can hold none: otherwise they
 * would wait until the queue misses their heartbeat.
 */
export async function requeueOrphans(prisma: Prisma, boss: PgBoss, trainerId: string): Promise<void> {
  const orphans = await prisma.run.findMany({
    where: { state: "running", trainerId },
    select: { id: true, leaseEpoch: true },
  });
  for (const { id: runId, leaseEpoch } of orphans) {
    if (await requeueRun(prisma, boss, { runId, leaseEpoch }, 1))
      logLine("info", "orphaned run queued again", { run: runId });
  }
}
