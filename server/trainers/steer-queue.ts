/** What administrators do with the queue and with trainers. Whoever asks twice changes nothing the second time. */
import type { AuditAction } from "#domain/audit/actions";
import type { Prisma } from "#prisma/generated/client";
import { recordActions } from "../audit/record.ts";
import { notFound } from "../errors.ts";
import type { Context, Viewer } from "../trpc.ts";

type Parts = Pick<Context, "prisma" | "now">;

/** Lets trainers take no run until the queue is resumed; what is in training goes on. */
export const pauseQueue = ({ prisma, now }: Parts, viewer: Viewer): Promise<void> =>
  prisma.$transaction(async (tx) => {
    const { count } = await tx.queueState.updateMany({ where: { pausedAt: null }, data: { pausedAt: now() } });
    if (count > 0) await record(tx, "queue-paused", viewer);
  });

export const resumeQueue = ({ prisma }: Parts, viewer: Viewer): Promise<void> =>
  prisma.$transaction(async (tx) => {
    const { count } = await tx.queueState.updateMany({ where: { pausedAt: { not: null } }, data: { pausedAt: null } });
    if (count > 0) await record(tx, "queue-resumed", viewer);
  });

/** @param secondsPerDay that one person's runs may train; 0 is without limit */
export const setDailyTime = ({ prisma }: Parts, secondsPerDay: number, viewer: Viewer): Promise<void> =>
  prisma.$transaction(async (tx) => {
    const where = { secondsPerDay: { not: secondsPerDay } };
    const { count } = await tx.queueState.updateMany({ where, data: { secondsPerDay } });
    if (count > 0) await record(tx, "daily-time-set", viewer, { to: String(secondsPerDay) });
  });

/**
 * Lets a trainer take no further run, also after a restart; what it trains goes on to its end. Or lets it take runs again.
 *
 * @throws DomainError `not-found`
 */
export const drainTrainer = (
  { prisma, now }: Parts,
  { id, drained }: { id: string; drained: boolean },
  viewer: Viewer,
): Promise<void> =>
  prisma.$transaction(async (tx) => {
    // Held while a run is taken: what is drained now takes none any more.
    await tx.$queryRaw`SELECT 1 FROM queue_state FOR UPDATE`;
    const trainer = await tx.trainer.findUnique({ where: { id }, select: { name: true, drainedAt: true } });
    if (!trainer) throw notFound("trainer");
    if ((trainer.drainedAt !== null) === drained) return;
    await tx.trainer.update({ where: { id }, data: { drainedAt: drained ? now() : null } });
    await record(tx, drained ? "trainer-drained" : "trainer-undrained", viewer, { trainer: trainer.name });
  });

async function record(
  tx: Prisma.TransactionClient,
  action: AuditAction,
  { id }: Viewer,
  details: Prisma.InputJsonObject = {},
): Promise<void> {
  await recordActions(tx, [{ action, actorId: id, ownerId: id, details }]);
}

/** Acts on the queue and on trainers, as the audit trail names them. */
export const QUEUE_ACTIONS = [
  "queue-paused",
  "queue-resumed",
  "daily-time-set",
  "trainer-drained",
  "trainer-undrained",
] as const satisfies readonly AuditAction[];
