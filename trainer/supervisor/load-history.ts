import { type RunEvent, runEvent } from "#domain/runs/events";
import type { Prisma } from "#prisma/client";
import type { Checkpoint } from "../checkpoints/save-checkpoint.ts";

/** The events of a run that have reached the database, in order. */
export async function loadEvents(prisma: Prisma, runId: string): Promise<RunEvent[]> {
  const rows = await prisma.runEvent.findMany({ where: { runId }, orderBy: { seq: "asc" } });
  return rows.map(({ seq, at, data }) => runEvent.parse({ seq, at: at.getTime(), data }));
}

/** The checkpoints of a run, the newest first. */
export function loadCheckpoints(prisma: Prisma, runId: string): Promise<Checkpoint[]> {
  return prisma.checkpoint.findMany({
    where: { runId },
    orderBy: [{ epoch: "desc" }, { step: "desc" }],
    select: { epoch: true, step: true, sha256: true, bytes: true },
  });
}
