import { DomainError } from "#domain/errors";
import { specCost } from "#domain/experiments/cost";
import { presetOf } from "#domain/experiments/presets";
import type { ExperimentSpec } from "#domain/experiments/spec";
import { ACTIVE_RUNS_PER_USER } from "#domain/limits";
import type { Prisma } from "#prisma/generated/client";
import { requireRoom } from "../account/quota.ts";
import { requireTrainingTime } from "../account/training-time.ts";
import { requireTrainable } from "../launch/backbones.ts";
import type { RunQueue } from "../queue.ts";

/** Makes whatever else starts runs for this person wait for the end of the transaction, so that quotas hold. */
export async function lockUser(tx: Prisma.TransactionClient, userId: string): Promise<void> {
  await tx.$queryRaw`SELECT 1 FROM "user" WHERE "id" = ${userId} FOR UPDATE`;
}

/**
 * Writes a run and puts it into the queue, both or neither. The caller has locked the user.
 *
 * @throws DomainError `limit` when the person has too many active runs, keeps too much or has used up today's training time,
 *   `conflict` when no trainer has the weights that it needs
 */
export async function startRun(
  tx: Prisma.TransactionClient,
  queue: RunQueue,
  run: { ownerId: string; experimentId: string; name: string; spec: ExperimentSpec; tags?: string[] },
  now: Date,
): Promise<string> {
  await requireTrainable(tx, [run.spec], now);
  await requireRoom(tx, run.ownerId, 1);
  await requireTrainingTime(tx, run.ownerId, now);
  const active = await tx.run.count({
    where: { ownerId: run.ownerId, sweepId: null, state: { in: ["queued", "running"] } },
  });
  if (active >= ACTIVE_RUNS_PER_USER) {
    throw new DomainError(
      "limit",
      `You have ${active} runs queued or running, and ${ACTIVE_RUNS_PER_USER} is the limit. Wait for one to end, or cancel one.`,
    );
  }
  const { id } = await tx.run.create({ data: { ...run, ...columnsOf(run.spec) }, select: { id: true } });
  await queue.add(tx, [{ id, trial: null }]);
  return id;
}

/** What of a spec stands in columns of its run. */
export const columnsOf = (spec: ExperimentSpec) => ({
  seed: BigInt(spec.seed),
  preset: presetOf(spec.architecture),
  parameters: specCost(spec).network.parameters,
});
