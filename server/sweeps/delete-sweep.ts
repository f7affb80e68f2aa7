import { DomainError } from "#domain/errors";
import type { Prisma } from "#prisma/generated/client";
import { recordActions } from "../audit/record.ts";
import { notFound } from "../errors.ts";
import { purgeDeleted, undoableSince } from "../runs/purge-deleted.ts";
import type { Context } from "../trpc.ts";
import { activeRuns } from "./active-runs.ts";

/**
 * Hides a sweep that is over with its runs and their models. It can be restored for a while.
 *
 * @returns how many runs it took along; those that had been deleted before are not among them
 * @throws DomainError `not-found`, or `conflict` while a run of it waits or is trained
 */
export async function deleteSweep(
  parts: Pick<Context, "prisma" | "queue" | "now">,
  id: string,
  ownerId: string,
): Promise<{ runs: number }> {
  const { prisma, now } = parts;
  const deletedAt = now();
  const runs = await prisma.$transaction(async (tx) => {
    const changed = await tx.sweep.updateMany({ where: { id, ownerId, deletedAt: null }, data: { deletedAt } });
    if (changed.count === 0) {
      if ((await tx.sweep.count({ where: { id, ownerId } })) === 0) throw notFound("sweep");
      return 0;
    }
    // Thrown inside of the transaction, so the sweep stays.
    if ((await tx.run.count({ where: { sweepId: id, ...activeRuns } })) > 0) {
      throw new DomainError("conflict", "This sweep is not over: cancel or stop it first.");
    }
    const taken = await tx.run.updateManyAndReturn({
      where: { sweepId: id, deletedAt: null },
      data: { deletedAt },
      select: { id: true },
    });
    await record(tx, "deleted", id, ownerId, taken);
    return taken.length;
  });
  await purgeDeleted(parts, now());
  return { runs };
}

/**
 * Takes the deletion back: the sweep, and the runs that went with it.
 *
 * @returns how many runs came back
 * @throws DomainError `not-found`, or `conflict` when it was deleted too long ago
 */
export async function restoreSweep(
  { prisma, now }: Pick<Context, "prisma" | "now">,
  id: string,
  ownerId: string,
): Promise<{ runs: number }> {
  return prisma.$transaction(async (tx) => {
    const sweep = await tx.sweep.findFirst({ where: { id, ownerId }, select: { deletedAt: true } });
    if (!sweep) throw notFound("sweep");
    const { deletedAt } = sweep;
    if (!deletedAt) return { runs: 0 };
    if (deletedAt < undoableSince(now())) {
      throw new DomainError("conflict", "This sweep was deleted too long ago to be restored.");
    }
    const changed = await tx.sweep.updateMany({ where: { id, deletedAt }, data: { deletedAt: null } });
    // Another tab was faster.
    if (changed.count === 0) return { runs: 0 };
    const restored = await tx.run.updateManyAndReturn({
      where: { sweepId: id, deletedAt },
      data: { deletedAt: null },
      select: { id: true },
    });
    await record(tx, "restored", id, ownerId, restored);
    return { runs: restored.length };
  });
}

/** Writes into the audit trails of the sweep and of each run what was done to them. */
async function record(
  tx: Prisma.TransactionClient,
  action: "deleted" | "restored",
  sweepId: string,
  ownerId: string,
  runs: readonly { id: string }[],
): Promise<void> {
  const by = { actorId: ownerId, ownerId };
  await recordActions(tx, [
    { ...by, action: `sweep-${action}`, sweepId, details: { runs: runs.length } },
    ...runs.map(({ id }) => ({ ...by, action, runId: id })),
  ]);
}
