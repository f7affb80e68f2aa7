import type { AuditAction } from "#domain/audit/actions";
import { type PruningRecord, pruningRecord, pruningSentence } from "#domain/sweeps/pruning-record";
import { judgeAtRung, type SuccessiveHalving } from "#domain/sweeps/successive-halving";
import type { Prisma } from "#prisma/client";
import type { Verdict } from "../worker/messages.ts";
import type { ClaimedRun } from "./claim-run.ts";
import { LeaseLostError } from "./lease.ts";

/**
 * Decides by what the sweep's runs reached at this rung so far, whether a run whose epoch has arrived there goes on. That
 * it does not is kept in the audit trail, so that a trainer that died before it could tell its worker decides the same.
 *
 * @throws LeaseLostError when the run is somebody else's by now
 */
export async function judgeRun(
  prisma: Prisma,
  run: ClaimedRun,
  halving: SuccessiveHalving,
  epoch: number,
): Promise<Verdict> {
  const { runId, leaseEpoch, ownerId, sweepId } = run;
  const action: AuditAction = "pruned";
  return prisma.$transaction(async (transaction) => {
    const { count } = await transaction.run.updateMany({
      where: { id: runId, leaseEpoch, state: "running" },
      data: { heartbeatAt: new Date() },
    });
    if (count === 0) throw new LeaseLostError(run);
    const earlier = await transaction.auditEntry.findFirst({ where: { runId, action }, select: { details: true } });
    if (earlier) return stopped(pruningRecord.parse(earlier.details));
    const results = await transaction.runEpoch.findMany({
      where: { epoch, run: { sweepId } },
      select: { runId: true, validationAccuracy: true },
    });
    const own = results.find((result) => result.runId === runId);
    if (!own) throw new Error(`Epoch ${epoch} of run ${runId} is not in the database yet.`);
    const others = results.filter((result) => result !== own).map(({ validationAccuracy }) => validationAccuracy);
    const { goesOn, ...standing } = judgeAtRung(own.validationAccuracy, others, halving);
    if (goesOn) return { epoch, stopReason: null };
    const details: PruningRecord = { epoch, accuracy: own.validationAccuracy, ...standing };
    await transaction.auditEntry.create({ data: { action, ownerId, runId, sweepId, details }, select: { id: true } });
    return stopped(details);
  });
}

const stopped = (record: PruningRecord): Verdict => ({ epoch: record.epoch, stopReason: pruningSentence(record) });
