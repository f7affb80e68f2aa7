import { sweepPlanFields } from "#domain/sweeps/plan-fields";
import type { SuccessiveHalving } from "#domain/sweeps/successive-halving";
import type { Prisma } from "#prisma/client";
import type { ClaimedRun } from "./claim-run.ts";

/** The rule by which the run's sweep stops losers early; null outside of sweeps, and in those that stop none. */
export async function loadHalving(prisma: Prisma, { sweepId }: ClaimedRun): Promise<SuccessiveHalving | null> {
  if (sweepId === null) return null;
  const sweep = await prisma.sweep.findUnique({ where: { id: sweepId }, select: { plan: true } });
  return sweep && sweepPlanFields.parse(sweep.plan).halving;
}
