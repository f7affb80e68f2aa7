import { randomUUID } from "node:crypto";
import type { PrismaClient } from "#prisma/generated/client";

/**
 * Counts one more of what `key` names, and says how many there are in the window that its first one opened.
 *
 * The count lives in better-auth's table of rate limits. `lastRequest` holds the end of the window, so that its cleaning of
 * old rows never meets one that still counts.
 *
 * @returns `end` in milliseconds since 1970
 */
export async function countInWindow(
  prisma: PrismaClient,
  key: string,
  windowMs: number,
  now: Date,
): Promise<{ count: number; end: number }> {
  const time = BigInt(now.getTime());
  const [row] = await prisma.$queryRaw<{ count: number; end: bigint }[]>`
    INSERT INTO "rateLimit" AS r ("id", "key", "count", "lastRequest")
    VALUES (${randomUUID()}, ${key}, 1, ${time + BigInt(windowMs)})
    ON CONFLICT ("key") DO UPDATE SET
      "count" = CASE WHEN r."lastRequest" <= ${time} THEN 1 ELSE r."count" + 1 END,
      "lastRequest" = CASE WHEN r."lastRequest" <= ${time} THEN excluded."lastRequest" ELSE r."lastRequest" END
    RETURNING "count", "lastRequest" AS "end"`;
  if (!row) throw new Error("An insert that returns its row gave none.");
  return { count: row.count, end: Number(row.end) };
}
