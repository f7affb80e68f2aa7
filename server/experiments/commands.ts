import type { ExperimentSpec } from "#domain/experiments/spec";
import { recordActions } from "../audit/record.ts";
import { purgeDeletedRuns } from "../runs/purge-deleted.ts";
import { lockUser, startRun } from "../runs/start-run.ts";
import type { Context } from "../trpc.ts";

type Launch = {
  name: string;
  spec: ExperimentSpec;
  /** Chosen by the form: launching again with it gives what the first launch made. */
  key: string;
};

/** Writes the experiment and its first run, and puts the run into the queue: all or nothing, once per key. */
export async function launchExperiment(
  parts: Pick<Context, "prisma" | "queue" | "store" | "now">,
  { name, spec, key }: Launch,
  ownerId: string,
): Promise<{ experimentId: string; runId: string }> {
  const { prisma, queue, now } = parts;
  const launched = await prisma.$transaction(async (tx) => {
    await lockUser(tx, ownerId);
    const earlier = await tx.experiment.findUnique({
      where: { ownerId_launchKey: { ownerId, launchKey: key } },
      select: { id: true, runs: { select: { id: true }, orderBy: { createdAt: "asc" }, take: 1 } },
    });
    const first = earlier?.runs[0];
    if (earlier && first) return { experimentId: earlier.id, runId: first.id };
    const experiment = await tx.experiment.create({
      data: { ownerId, name, spec, launchKey: key },
      select: { id: true },
    });
    const runId = await startRun(tx, queue, { ownerId, experimentId: experiment.id, name, spec });
    await recordActions(tx, [{ action: "launched", actorId: ownerId, ownerId, runId }]);
    return { experimentId: experiment.id, runId };
  });
  await purgeDeletedRuns(parts, now());
  return launched;
}
