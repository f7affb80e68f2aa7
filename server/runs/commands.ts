import { DomainError } from "#domain/errors";
import { experimentSpec } from "#domain/experiments/spec";
import { isTerminal, RUN_STATES, statesBefore } from "#domain/runs/states";
import { notFound } from "../errors.ts";
import { TRAINER_SILENCE_MS } from "../launch/queue-state.ts";
import type { Context } from "../trpc.ts";
import { purgeDeletedRuns, UNDO_MS } from "./purge-deleted.ts";
import { requireOwnRun } from "./queries.ts";
import { lockUser, startRun } from "./start-run.ts";

type Parts = Pick<Context, "prisma" | "queue" | "store" | "now">;

const TERMINAL = RUN_STATES.filter(isTerminal);

/**
 * Ends a queued run at once, and a running one whose trainer is gone; asks a trainer that is there to end its run, which it
 * does within a batch. So every cancel comes to an end.
 */
export async function cancelRun({ prisma, queue, now }: Parts, id: string, ownerId: string): Promise<void> {
  const own = { id, ownerId };
  const silentSince = new Date(now().getTime() - TRAINER_SILENCE_MS);
  const done = await prisma.$transaction(async (tx) => {
    const cancelled = await tx.run.updateMany({
      where: {
        ...own,
        state: { in: statesBefore("cancelled") },
        OR: [{ state: "queued" }, { trainerId: null }, { trainer: { heartbeatAt: { lt: silentSince } } }],
      },
      // A new lease, so that a trainer which was only slow can write no more.
      data: { state: "cancelled", command: "cancel", finishedAt: now(), leaseEpoch: { increment: 1 } },
    });
    if (cancelled.count > 0) {
      await queue.remove(tx, id);
      return true;
    }
    const asked = await tx.run.updateMany({ where: { ...own, state: "running" }, data: { command: "cancel" } });
    return asked.count > 0;
  });
  if (done) return;
  await requireOwnRun(prisma, id, ownerId);
  throw new DomainError("conflict", "This run has ended already, so there is nothing to cancel.");
}

/** Asks the trainer to end a running run after its current epoch, with a result. */
export async function stopRun({ prisma }: Parts, id: string, ownerId: string): Promise<void> {
  const asked = await prisma.run.updateMany({
    where: { id, ownerId, state: "running", command: { in: ["none", "stop"] } },
    data: { command: "stop" },
  });
  if (asked.count > 0) return;
  const run = await prisma.run.findFirst({ where: { id, ownerId }, select: { state: true } });
  if (!run) throw notFound("run");
  throw new DomainError(
    "conflict",
    run.state === "queued"
      ? "This run has not started; cancel it instead."
      : run.state === "running"
        ? "This run is being cancelled."
        : "This run has ended already.",
  );
}

/** Trains the same spec once more, as another run of the same experiment. */
export async function runAgain({ prisma, queue }: Parts, id: string, ownerId: string): Promise<{ runId: string }> {
  const runId = await prisma.$transaction(async (tx) => {
    await lockUser(tx, ownerId);
    const run = await tx.run.findFirst({ where: { id, ownerId } });
    if (!run) throw notFound("run");
    const { experimentId, name } = run;
    return startRun(tx, queue, { ownerId, experimentId, name, spec: experimentSpec.parse(run.spec) });
  });
  return { runId };
}

/** Hides a run that has ended, and its model, at once and everywhere. It can be restored for a while. */
export async function deleteRun(parts: Parts, id: string, ownerId: string): Promise<void> {
  const { prisma, now } = parts;
  const deleted = await prisma.run.updateMany({
    where: { id, ownerId, deletedAt: null, state: { in: TERMINAL } },
    data: { deletedAt: now() },
  });
  if (deleted.count === 0) {
    const run = await prisma.run.findFirst({ where: { id, ownerId }, select: { deletedAt: true } });
    if (!run) throw notFound("run");
    if (run.deletedAt === null) throw new DomainError("conflict", "This run has not ended; cancel it first.");
  }
  await purgeDeletedRuns(parts, now());
}

/** Takes a deletion back. */
export async function restoreRun({ prisma, now }: Parts, id: string, ownerId: string): Promise<void> {
  const restored = await prisma.run.updateMany({
    where: { id, ownerId, deletedAt: { gte: new Date(now().getTime() - UNDO_MS) } },
    data: { deletedAt: null },
  });
  if (restored.count > 0) return;
  const run = await prisma.run.findFirst({ where: { id, ownerId }, select: { deletedAt: true } });
  if (!run) throw notFound("run");
  if (run.deletedAt !== null) throw new DomainError("conflict", "This run was deleted too long ago to be restored.");
}
