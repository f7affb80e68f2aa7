import { dayStart } from "#domain/queue/training-day";
import type { PrismaQuery } from "./client.ts";

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
