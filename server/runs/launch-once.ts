import type { ExperimentSpec } from "#domain/experiments/spec";
import type { Prisma } from "#prisma/generated/client";
import type { RunQueue } from "../queue.ts";
import { startRun } from "./start-run.ts";

export type Launch = {
  ownerId: string;
  name: string;
  spec: ExperimentSpec;
  /** Chosen by the form: launching again with it gives what the first launch made. */
  key: string;
  tags?: string[];
};

/**
 * Writes an experiment and its first run, and puts the run into the queue: once per key. The caller has locked the user.
 *
 * @returns `isNew` is false for what an earlier launch with this key made
 * @throws DomainError `limit` when the person has too many active runs, keeps too much or has used up today's training time,
 *   `conflict` when no trainer has the weights that it needs
 */
export async function launchOnce(
  tx: Prisma.TransactionClient,
  queue: RunQueue,
  { key, ...run }: Launch,
  now: Date,
): Promise<{ experimentId: string; runId: string; isNew: boolean }> {
  const { ownerId, name, spec } = run;
  const earlier = await tx.experiment.findUnique({
    where: { ownerId_launchKey: { ownerId, launchKey: key } },
    select: { id: true, runs: { select: { id: true }, orderBy: { createdAt: "asc" }, take: 1 } },
  });
  const first = earlier?.runs[0];
  if (earlier && first) return { experimentId: earlier.id, runId: first.id, isNew: false };
  const { id: experimentId } = await tx.experiment.create({
    data: { ownerId, name, spec, launchKey: key },
    select: { id: true },
  });
  return { experimentId, runId: await startRun(tx, queue, { ...run, experimentId }, now), isNew: true };
}
