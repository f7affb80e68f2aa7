import { type RunEventData, runEventData } from "#domain/runs/events";
import type { PrismaClient } from "#prisma/generated/client";

/** How far the features of a backbone are, which a training waits for. */
export type FeatureProgress = Omit<Extract<RunEventData, { type: "features" }>, "type">;

/** What comes once they are there, and the events of features themselves. */
const TYPES: readonly RunEventData["type"][] = ["features", "started", "resumed", "progress", "epoch"];

/** Null while a run trains, and before it has begun with them. */
export async function readFeatureProgress(prisma: PrismaClient, runId: string): Promise<FeatureProgress | null> {
  const last = await prisma.runEvent.findFirst({
    where: { runId, type: { in: [...TYPES] } },
    orderBy: { seq: "desc" },
    select: { data: true },
  });
  const data = last && runEventData.parse(last.data);
  if (data?.type !== "features") return null;
  const { type: _, ...progress } = data;
  return progress;
}
