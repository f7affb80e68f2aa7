/** The four verbs of a sweep. Each compares and sets the sweep's state first, which makes those that come at once wait. */
import type { AuditAction } from "#domain/audit/actions";
import { DomainError } from "#domain/errors";
import { type SweepState, type SweepVerb, sweepChange } from "#domain/sweeps/states";
import type { Prisma } from "#prisma/generated/client";
import { recordActions } from "../audit/record.ts";
import { notFound } from "../errors.ts";
import { cancelWithin } from "../runs/cancel-runs.ts";
import type { Context } from "../trpc.ts";
import { activeRuns } from "./active-runs.ts";

type Parts = Pick<Context, "prisma" | "queue" | "now">;

/** What a verb does to the runs. @returns how many it was done to */
type Steer = (tx: Prisma.TransactionClient, sweepId: string, ownerId: string) => Promise<number>;

/** A run that a trainer has had goes on from its checkpoint, even while it waits for the next one. */
const notBegun = { state: "queued", leaseEpoch: 0 } as const satisfies Prisma.RunWhereInput;

/** Starts no further runs: those that have not begun are held. */
export const pauseSweep = (parts: Parts, id: string, ownerId: string): Promise<void> =>
  steer(parts, "pause", "sweep-paused", id, ownerId, async (tx, sweepId) => {
    const held = await tx.run.updateManyAndReturn({
      where: { sweepId, ...notBegun, held: false },
      data: { held: true },
      select: { id: true },
    });
    await parts.queue.remove(
      tx,
      held.map((run) => run.id),
    );
    return held.length;
  });

/** Lets the held runs wait for a trainer again, in the order of their trials. */
export const resumeSweep = (parts: Parts, id: string, ownerId: string): Promise<void> =>
  steer(parts, "resume", "sweep-resumed", id, ownerId, async (tx, sweepId) => {
    const freed = await tx.run.updateManyAndReturn({
      where: { sweepId, state: "queued", held: true },
      data: { held: false },
      select: { id: true, trial: true },
    });
    await parts.queue.add(tx, freed);
    return freed.length;
  });

/** Cancels runs that have not begun; the others end after their epoch, with a result. */
export const stopSweep = (parts: Parts, id: string, ownerId: string): Promise<void> =>
  steer(parts, "stop", "sweep-stopped", id, ownerId, async (tx, sweepId) => {
    const cancelled = await cancelWithin(tx, parts, { sweepId, ...notBegun }, ownerId);
    const asked = await tx.run.updateManyAndReturn({
      where: { sweepId, ...activeRuns, command: "none" },
      data: { command: "stop" },
      select: { id: true },
    });
    await recordActions(
      tx,
      asked.map((run) => ({ action: "stop-asked", actorId: ownerId, ownerId, runId: run.id })),
    );
    return cancelled.length + asked.length;
  });

/** Ends all runs at once, without a result. */
export const cancelSweep = (parts: Parts, id: string, ownerId: string): Promise<void> =>
  steer(parts, "cancel", "sweep-cancelled", id, ownerId, async (tx, sweepId) => {
    return (await cancelWithin(tx, parts, { sweepId }, ownerId)).length;
  });

/**
 * @throws DomainError `not-found`, or `conflict` when the sweep is over or its state does not allow the verb
 */
async function steer(
  { prisma }: Parts,
  verb: SweepVerb,
  action: AuditAction,
  id: string,
  ownerId: string,
  act: Steer,
): Promise<void> {
  const { from, to } = sweepChange(verb);
  await prisma.$transaction(async (tx) => {
    const changed = await tx.sweep.updateMany({
      where: { id, ownerId, state: { in: from } },
      data: { state: to },
    });
    if (changed.count === 0) {
      const sweep = await tx.sweep.findFirst({ where: { id, ownerId }, select: { state: true } });
      if (!sweep) throw notFound("sweep");
      throw new DomainError("conflict", REFUSALS[sweep.state]);
    }
    // Thrown inside of the transaction, so the state stays as it was.
    if ((await tx.run.count({ where: { sweepId: id, ...activeRuns } })) === 0) {
      throw new DomainError("conflict", "All runs of this sweep have ended already.");
    }
    const runs = await act(tx, id, ownerId);
    await recordActions(tx, [{ action, actorId: ownerId, ownerId, sweepId: id, details: { runs } }]);
  });
}

const REFUSALS: Record<SweepState, string> = {
  running: "This sweep is not paused.",
  paused: "This sweep is paused already.",
  stopped: "This sweep was stopped; it can only be cancelled now.",
  cancelled: "This sweep was cancelled already.",
};
