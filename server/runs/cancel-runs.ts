import type { AuditAction } from "#domain/audit/actions";
import { statesBefore } from "#domain/runs/states";
import type { Prisma } from "#prisma/generated/client";
import { recordRunEnds } from "#prisma/record-webhook-messages";
import { recordActions } from "../audit/record.ts";
import { TRAINER_SILENCE_MS } from "../launch/queue-state.ts";
import type { Context } from "../trpc.ts";
import { type BulkResult, bulkResult } from "./bulk.ts";

type Parts = Pick<Context, "queue" | "now">;

/**
 * Ends queued runs at once, and running ones whose trainer is gone; asks a trainer that is there to end its run, which it
 * does within a batch. So every cancel comes to an end.
 *
 * @param which runs of `ownerId`
 * @returns ids of the runs that it was done to; those that were asked before are not among them
 */
export async function cancelWithin(
  tx: Prisma.TransactionClient,
  { queue, now }: Parts,
  which: Prisma.RunWhereInput,
  ownerId: string,
): Promise<string[]> {
  const silentSince = new Date(now().getTime() - TRAINER_SILENCE_MS);
  const cancelled = await tx.run.updateManyAndReturn({
    where: {
      AND: [which, { ownerId }],
      state: { in: statesBefore("cancelled") },
      OR: [{ state: "queued" }, { trainerId: null }, { trainer: { heartbeatAt: { lt: silentSince } } }],
    },
    // A new lease, so that a trainer which was only slow can write no more.
    data: { state: "cancelled", command: "cancel", finishedAt: now(), leaseEpoch: { increment: 1 } },
    select: { id: true },
  });
  const ended = cancelled.map(({ id }) => id);
  await queue.remove(tx, ended);
  await recordRunEnds(tx, ended, now());
  const asked = await tx.run.updateManyAndReturn({
    where: { AND: [which, { ownerId }], state: "running", command: { not: "cancel" } },
    data: { command: "cancel" },
    select: { id: true },
  });
  const entries = (runs: { id: string }[], action: AuditAction) =>
    runs.map(({ id }) => ({ action, actorId: ownerId, ownerId, runId: id }));
  await recordActions(tx, [...entries(cancelled, "cancelled"), ...entries(asked, "cancel-asked")]);
  return [...cancelled, ...asked].map(({ id }) => id);
}

/** Cancels each of these runs that has not ended. */
export async function cancelRuns(
  { prisma, ...parts }: Pick<Context, "prisma" | "queue" | "now">,
  ids: readonly string[],
  ownerId: string,
): Promise<BulkResult> {
  return prisma.$transaction(async (tx) => {
    const done = new Set(await cancelWithin(tx, parts, { id: { in: [...ids] } }, ownerId));
    const others = await tx.run.findMany({
      where: { ownerId, id: { in: ids.filter((id) => !done.has(id)) } },
      select: { id: true, state: true },
    });
    const reasons = others.map(
      // One that is running was asked before.
      ({ id, state }) =>
        [id, state === "running" ? null : "It has ended already: there is nothing to cancel."] as const,
    );
    return bulkResult(ids, done, new Map(reasons));
  });
}
