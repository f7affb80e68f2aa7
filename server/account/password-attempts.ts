/**
 * Limits how often passwords are tried for one account, whatever addresses the attempts come from. An attempt counts before
 * its password is checked, so that many at once gain nothing; a success clears the count.
 */
import { createHash, randomUUID } from "node:crypto";
import { DomainError } from "#domain/errors";
import type { PrismaClient } from "#prisma/generated/client";

const ATTEMPTS = 10;
const WINDOW_MS = 15 * 60_000;

/** No address is kept, and an account that does not exist counts like one that does. */
const keyOf = (email: string) => `account|${createHash("sha256").update(email.trim().toLowerCase()).digest("hex")}`;

/**
 * @throws DomainError `limit` when this account has had its attempts
 *
 * The count lives in better-auth's table of rate limits. `lastRequest` holds the end of the window, so that its cleaning of
 * old rows never meets one that still counts.
 */
export async function countPasswordAttempt(prisma: PrismaClient, email: string, now: Date): Promise<void> {
  const key = keyOf(email);
  const time = BigInt(now.getTime());
  const [row] = await prisma.$queryRaw<{ count: number; end: bigint }[]>`
    INSERT INTO "rateLimit" AS r ("id", "key", "count", "lastRequest")
    VALUES (${randomUUID()}, ${key}, 1, ${time + BigInt(WINDOW_MS)})
    ON CONFLICT ("key") DO UPDATE SET
      "count" = CASE WHEN r."lastRequest" <= ${time} THEN 1 ELSE r."count" + 1 END,
      "lastRequest" = CASE WHEN r."lastRequest" <= ${time} THEN excluded."lastRequest" ELSE r."lastRequest" END
    RETURNING "count", "lastRequest" AS "end"`;
  if (!row || row.count <= ATTEMPTS) return;
  const minutes = Math.ceil((Number(row.end) - now.getTime()) / 60_000);
  throw new DomainError(
    "limit",
    `Too many wrong passwords for this account. Wait ${minutes} ${minutes === 1 ? "minute" : "minutes"}, or reset the password.`,
  );
}

export async function clearPasswordAttempts(prisma: PrismaClient, email: string): Promise<void> {
  await prisma.rateLimit.deleteMany({ where: { key: keyOf(email) } });
}
