/** How long one person's runs may train within a day. Whoever calls `requireTrainingTime` holds the person's row (`lockUser`). */
import { DomainError } from "#domain/errors";
import { dayEnd } from "#domain/queue/training-day";
import { hoursInWords } from "#domain/text/hours-in-words";
import type { Prisma } from "#prisma/generated/client";
import { isUsedUp, trainingSecondsToday } from "#prisma/training-time";

export type TrainingTime = {
  /** Of today, which is a day of UTC. */
  usedSeconds: number;
  /** 0 is without limit. */
  limitSeconds: number;
  /** When a new day begins. */
  renewsAt: Date;
};

export async function readTrainingTime(
  db: Prisma.TransactionClient,
  ownerId: string,
  now: Date,
): Promise<TrainingTime> {
  const [queue, used] = await Promise.all([
    db.queueState.findFirst({ select: { secondsPerDay: true } }),
    trainingSecondsToday(db, [ownerId], now),
  ]);
  return {
    usedSeconds: used.get(ownerId) ?? 0,
    limitSeconds: queue?.secondsPerDay ?? 0,
    renewsAt: dayEnd(now),
  };
}

/** @throws DomainError `limit` when the person's training time of today is used up */
export async function requireTrainingTime(tx: Prisma.TransactionClient, ownerId: string, now: Date): Promise<void> {
  const { usedSeconds, limitSeconds, renewsAt } = await readTrainingTime(tx, ownerId, now);
  if (!isUsedUp(usedSeconds, limitSeconds)) return;
  const left = (renewsAt.getTime() - now.getTime()) / 1000;
  throw new DomainError(
    "limit",
    `Your runs have trained for ${hoursInWords(usedSeconds)} today, and ${hoursInWords(limitSeconds)} a day is the limit. It begins anew at midnight UTC, in ${hoursInWords(left)}; what you have queued goes on then.`,
  );
}
