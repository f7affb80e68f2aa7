import { randomUUID } from "node:crypto";
import { DomainError } from "#domain/errors";
import type { ExperimentSpec } from "#domain/experiments/spec";
import { ACTIVE_SWEEPS_PER_USER } from "#domain/limits";
import type { SweepPlan } from "#domain/sweeps/plan-fields";
import { runName, type Trial, trialsOf } from "#domain/sweeps/trials";
import type { Prisma } from "#prisma/generated/client";
import { requireRoom } from "../account/quota.ts";
import { requireTrainingTime } from "../account/training-time.ts";
import { recordActions } from "../audit/record.ts";
import { requireTrainable } from "../launch/backbones.ts";
import { purgeDeleted } from "../runs/purge-deleted.ts";
import { columnsOf, lockUser } from "../runs/start-run.ts";
import type { Context } from "../trpc.ts";
import { activeRuns } from "./active-runs.ts";

type Launch = {
  name: string;
  plan: SweepPlan;
  /** Chosen by the form: launching again with it gives what the first launch made. */
  key: string;
};

/**
 * Writes the sweep, an experiment and a run for each trial that is possible, and puts the runs into the queue: all or
 * nothing, once per key.
 *
 * @throws DomainError `limit` when the person has too many sweeps that are not over, keeps too much or has used up today's
 * training time, `conflict` when no trainer has the weights that one of its runs needs
 */
export async function launchSweep(
  parts: Pick<Context, "prisma" | "queue" | "now">,
  { name, plan, key }: Launch,
  ownerId: string,
): Promise<{ sweepId: string }> {
  const { prisma, queue, now } = parts;
  const sweepId = await prisma.$transaction(async (tx) => {
    await lockUser(tx, ownerId);
    const earlier = await tx.sweep.findUnique({
      where: { ownerId_launchKey: { ownerId, launchKey: key } },
      select: { id: true },
    });
    if (earlier) return earlier.id;
    const active = await tx.sweep.count({ where: { ownerId, runs: { some: activeRuns } } });
    if (active >= ACTIVE_SWEEPS_PER_USER) {
      throw new DomainError(
        "limit",
        `You have ${active} sweeps that are not over, and ${ACTIVE_SWEEPS_PER_USER} is the limit. Wait for one to end, or cancel one.`,
      );
    }
    const trials = trialsOf(plan);
    await requireTrainable(
      tx,
      trials.flatMap(({ spec }) => spec ?? []),
      now(),
    );
    await requireRoom(tx, ownerId, trials.length);
    await requireTrainingTime(tx, ownerId, now());
    const sweep = await tx.sweep.create({ data: { ownerId, name, plan, launchKey: key }, select: { id: true } });
    const runs = await writeRuns(tx, trials, { sweepId: sweep.id, name, ownerId });
    await queue.add(tx, runs);
    const by = { actorId: ownerId, ownerId, sweepId: sweep.id };
    await recordActions(tx, [
      { ...by, action: "sweep-launched", details: { runs: runs.length, leftOut: trials.length - runs.length } },
    ]);
    await recordActions(
      tx,
      runs.map(({ id }) => ({ action: "launched", actorId: ownerId, ownerId, runId: id })),
    );
    return sweep.id;
  });
  await purgeDeleted(parts, now());
  return { sweepId };
}

type PossibleTrial = Trial & { spec: ExperimentSpec };

async function writeRuns(
  tx: Prisma.TransactionClient,
  trials: readonly Trial[],
  { sweepId, name, ownerId }: { sweepId: string; name: string; ownerId: string },
): Promise<{ id: string; trial: number }[]> {
  const rows = trials
    .filter((trial): trial is PossibleTrial => trial.spec !== null)
    .map(({ spec, ...trial }) => ({
      experimentId: randomUUID(),
      run: { ownerId, name: runName(name, trial), spec, sweepId, trial: trial.trial, ...columnsOf(spec) },
    }));
  await tx.experiment.createMany({
    data: rows.map(({ experimentId, run }) => ({ id: experimentId, ownerId, name: run.name, spec: run.spec })),
  });
  const runs = await tx.run.createManyAndReturn({
    data: rows.map(({ experimentId, run }) => ({ ...run, experimentId })),
    select: { id: true, trial: true },
  });
  return runs.map(({ id, trial }) => ({ id, trial: trial ?? 0 }));
}
