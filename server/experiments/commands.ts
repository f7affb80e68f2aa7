import { recordActions } from "../audit/record.ts";
import { type Launch, launchOnce } from "../runs/launch-once.ts";
import { purgeDeleted } from "../runs/purge-deleted.ts";
import { lockUser } from "../runs/start-run.ts";
import type { Context } from "../trpc.ts";

/** Writes the experiment and its first run, and puts the run into the queue: all or nothing, once per key. */
export async function launchExperiment(
  parts: Pick<Context, "prisma" | "queue" | "now">,
  launch: Pick<Launch, "name" | "spec" | "key">,
  ownerId: string,
): Promise<{ experimentId: string; runId: string }> {
  const { prisma, queue, now } = parts;
  const launched = await prisma.$transaction(async (tx) => {
    await lockUser(tx, ownerId);
    const { experimentId, runId, isNew } = await launchOnce(tx, queue, { ...launch, ownerId }, now());
    if (isNew) await recordActions(tx, [{ action: "launched", actorId: ownerId, ownerId, runId }]);
    return { experimentId, runId };
  });
  await purgeDeleted(parts, now());
  return launched;
}
