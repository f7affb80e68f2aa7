import { dayStart } from "#domain/queue/training-day";
import type { PrismaQuery } from "./client.ts";

/**
 * Which of these people have used up the training time of the day of `now`.
 *
 * @param secondsPerDay that each may train; 0 is without limit
 */
export async function whoHasUsedUpToday(
  prisma: PrismaQuery,
  ownerIds: readonly string[],
  secondsPerDay: number,
  now: Date,
): Promise<Set<string>> {
  if (secondsPerDay === 0) return new Set();
  const used = await trainingSecondsToday(prisma, ownerIds, now);
  return new Set(ownerIds.filter((id) => isUsedUp(used.get(id) ?? 0, secondsPerDay)));
}

/** @param secondsPerDay 0 is without limit */
export const isUsedUp = (seconds: number, secondsPerDay: number): boolean =>
  secondsPerDay > 0 && seconds >= secondsPerDay;

/**
 * Seconds that runs of these people have been with trainers since the day of `now` began, those in training included: until
 * their last sign of life. Who is missing has none.
 */
export async function trainingSecondsToday(
  prisma: PrismaQuery,
  ownerIds: readonly string[],
  now: Date,
): Promise<Map<string, number>> {
  const since = dayStart(now);
  const rows = await prisma.$queryRaw<{ ownerId: string; seconds: number }[]>`
    SELECT "ownerId", sum(extract(epoch FROM "until" - GREATEST("from", ${since}::timestamp)))::float8 AS seconds
      FROM (SELECT "ownerId", "from", "until" FROM training_time
             WHERE "ownerId" = ANY(${[...ownerIds]}) AND "until" > ${since}::timestamp
             UNION ALL
            SELECT "ownerId", "claimedAt", "heartbeatAt" FROM run
             WHERE "ownerId" = ANY(${[...ownerIds]}) AND state = 'running' AND "claimedAt" IS NOT NULL
               AND "heartbeatAt" > ${since}::timestamp) AS spans
     GROUP BY "ownerId"`;
  return new Map(rows.map(({ ownerId, seconds }) => [ownerId, seconds]));
}
