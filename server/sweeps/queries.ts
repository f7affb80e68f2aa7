import { z } from "zod";
import { experimentSpecFields } from "#domain/experiments/spec";
import { SWEEPS_PER_PAGE } from "#domain/limits";
import { runFailure } from "#domain/runs/events";
import type { RunCommand, RunState } from "#domain/runs/states";
import { type SweepPlan, sweepPlanFields } from "#domain/sweeps/plan-fields";
import { type PruningRecord, pruningRecord } from "#domain/sweeps/pruning-record";
import type { SweepState } from "#domain/sweeps/states";
import type { PrismaClient } from "#prisma/generated/client";
import { notFound } from "../errors.ts";
import { planOf, readQueueState } from "../launch/queue-state.ts";

export type SweepRun = {
  id: string;
  trial: number;
  name: string;
  state: RunState;
  command: RunCommand;
  /** It waits for the sweep to be resumed. */
  held: boolean;
  endedEarly: boolean;
  /** Why and when it was stopped as a loser. */
  pruned: PruningRecord | null;
  seed: number;
  epochs: number;
  /** It prepares features before its first epoch. */
  onBackbone: boolean;
  epoch: number;
  step: number;
  stepsPerEpoch: number;
  bestEpoch: number | null;
  bestValidationAccuracy: number | null;
  testAccuracy: number | null;
  testCount: number | null;
  trainingSeconds: number | null;
  failureMessage: string | null;
  /** Validation accuracy of each epoch, to four decimals. */
  sparkline: number[];
};

export type SweepDetail = {
  id: string;
  name: string;
  state: SweepState;
  plan: SweepPlan;
  createdAt: Date;
  deletedAt: Date | null;
  /** In the order of the trials; those that were deleted by themselves are left out. */
  runs: SweepRun[];
  /** When its last run will probably be done; null when nobody can say or nothing waits. */
  expectedEnd: Date | null;
};

/** @throws DomainError `not-found` */
export async function getSweep(prisma: PrismaClient, id: string, ownerId: string, now: Date): Promise<SweepDetail> {
  const sweep = await prisma.sweep.findFirst({
    where: { id, ownerId },
    select: { id: true, name: true, state: true, plan: true, createdAt: true, deletedAt: true },
  });
  if (!sweep) throw notFound("sweep");
  const [runs, pruned, histories] = await Promise.all([
    prisma.run.findMany({
      where: { sweepId: id, OR: [{ deletedAt: null }, { deletedAt: sweep.deletedAt }] },
      select: sweepRunSelect,
      orderBy: { trial: "asc" },
    }),
    prisma.auditEntry.findMany({ where: { sweepId: id, action: "pruned" }, select: { runId: true, details: true } }),
    // One row per run instead of one per epoch: this is asked every two seconds.
    prisma.$queryRaw<{ runId: string; accuracies: number[] }[]>`
      SELECT "runId", array_agg(round("validationAccuracy"::numeric, 4)::float8 ORDER BY run_epoch.epoch) AS accuracies
        FROM run_epoch JOIN run ON run.id = "runId"
       WHERE run."sweepId" = ${id}::uuid GROUP BY "runId"`,
  ]);
  const prunedBy = new Map(pruned.map(({ runId, details }) => [runId, pruningRecord.parse(details)]));
  const accuraciesOf = new Map(histories.map(({ runId, accuracies }) => [runId, accuracies]));
  const waits = runs.some(({ state, held }) => state === "running" || (state === "queued" && !held));
  return {
    ...sweep,
    plan: sweepPlanFields.parse(sweep.plan),
    runs: runs.map(({ spec, seed, trial, failure, ...run }) => ({
      ...run,
      ...ofSpec(spec),
      trial: trial ?? 0,
      seed: Number(seed),
      pruned: prunedBy.get(run.id) ?? null,
      failureMessage: failure === null ? null : runFailure.parse(failure).message,
      sparkline: accuraciesOf.get(run.id) ?? [],
    })),
    expectedEnd: waits ? await expectedEnd(prisma, new Set(runs.map((run) => run.id)), now) : null,
  };
}

/** @throws DomainError `not-found` */
export async function requireOwnSweep(prisma: PrismaClient, id: string, ownerId: string): Promise<void> {
  if ((await prisma.sweep.count({ where: { id, ownerId } })) === 0) throw notFound("sweep");
}

const sweepRunSelect = {
  id: true,
  trial: true,
  name: true,
  state: true,
  command: true,
  held: true,
  endedEarly: true,
  spec: true,
  seed: true,
  epoch: true,
  step: true,
  stepsPerEpoch: true,
  bestEpoch: true,
  bestValidationAccuracy: true,
  testAccuracy: true,
  testCount: true,
  trainingSeconds: true,
  failure: true,
} as const;

const partOfSpec = z.object({
  epochs: experimentSpecFields.shape.epochs,
  architecture: z.object({ backbone: z.object({}).nullish() }),
});

/** What is shown of a spec, without parsing all of it for each of many runs. */
function ofSpec(spec: unknown): { epochs: number; onBackbone: boolean } {
  const { epochs, architecture } = partOfSpec.parse(spec);
  return { epochs, onBackbone: architecture.backbone != null };
}

/** When the last of these runs that wait will have been trained. */
async function expectedEnd(prisma: PrismaClient, ids: ReadonlySet<string>, now: Date): Promise<Date | null> {
  const state = await readQueueState(prisma, now);
  const { ends } = planOf(state);
  const known: number[] = [];
  for (const { id } of state.waiting) {
    if (!ids.has(id)) continue;
    const end = ends.get(id) ?? null;
    if (end === null) return null;
    known.push(end);
  }
  return known.length > 0 ? new Date(Math.max(...known)) : null;
}

export type SweepSummary = {
  id: string;
  name: string;
  state: SweepState;
  createdAt: Date;
  runs: number;
  counts: Record<RunState, number>;
  bestValidationAccuracy: number | null;
};

/** The sweeps of one person that are not deleted, the latest first. */
export async function listSweeps(
  prisma: PrismaClient,
  page: number,
  ownerId: string,
): Promise<{ rows: SweepSummary[]; total: number }> {
  const where = { ownerId, deletedAt: null };
  const [sweeps, total] = await Promise.all([
    prisma.sweep.findMany({
      where,
      orderBy: [{ createdAt: "desc" }, { id: "desc" }],
      skip: (page - 1) * SWEEPS_PER_PAGE,
      take: SWEEPS_PER_PAGE,
      select: { id: true, name: true, state: true, createdAt: true },
    }),
    prisma.sweep.count({ where }),
  ]);
  const groups = await prisma.run.groupBy({
    by: ["sweepId", "state"],
    where: { sweepId: { in: sweeps.map(({ id }) => id) }, deletedAt: null },
    _count: true,
    _max: { bestValidationAccuracy: true },
  });
  const rows = sweeps.map((sweep) => {
    const own = groups.filter(({ sweepId }) => sweepId === sweep.id);
    const count = (state: RunState) => own.find((group) => group.state === state)?._count ?? 0;
    const best = own.flatMap(({ _max: { bestValidationAccuracy } }) => bestValidationAccuracy ?? []);
    return {
      ...sweep,
      runs: own.reduce((sum, group) => sum + group._count, 0),
      counts: {
        queued: count("queued"),
        running: count("running"),
        succeeded: count("succeeded"),
        failed: count("failed"),
        cancelled: count("cancelled"),
      },
      bestValidationAccuracy: best.length > 0 ? Math.max(...best) : null,
    };
  });
  return { rows, total };
}
