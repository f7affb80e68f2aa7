/**
 * Limits how often passwords are tried and resets are asked for, for one account and whatever addresses the requests come
 * from. An attempt counts before its password is checked, so that many at once gain nothing; a success clears the count.
 */
import { createHash, randomUUID } from "node:crypto";
import { DomainError } from "#domain/errors";
import type { PrismaClient } from "#prisma/generated/client";

const WINDOW_MS = 15 * 60_000;

/** `name` keeps the counts apart, so that nobody who floods one closes the other. */
type Limit = { name: string; max: number; refusal: (wait: string) => string };

const PASSWORDS: Limit = {
  name: "account",
  max: 10,
  refusal: (wait) => `Too many wrong passwords for this account. Wait ${wait}, or reset the password.`,
};

const RESETS: Limit = {
  name: "reset",
  max: 3,
  refusal: (wait) => `Too many mails were asked for. Look for one in your mailbox, or wait ${wait}.`,
};

/** @throws DomainError `limit` when this account has had its attempts */
export const countPasswordAttempt = (prisma: PrismaClient, email: string, now: Date): Promise<void> =>
  count(prisma, PASSWORDS, email, now);

/** @throws DomainError `limit` when this account has had its mails */
export const countResetRequest = (prisma: PrismaClient, email: string, now: Date): Promise<void> =>
  count(prisma, RESETS, email, now);

export async function clearPasswordAttempts(prisma: PrismaClient, email: string): Promise<void> {
  await prisma.rateLimit.deleteMany({ where: { key: keyOf(PASSWORDS, email) } });
}

/** No address is kept, and an account that does not exist counts like one that does. */
const keyOf = ({ name }: Limit, email: string) =>
  `${name}|${createHash("sha256").update(email.trim().toLowerCase()).digest("hex")}`;

/**
 * The count lives in better-auth's table of rate limits. `lastRequest` holds the end of the window, so that its cleaning of
 * old rows never meets one that still counts.
 */
async function count(prisma: PrismaClient, limit: Limit, email: string, now: Date): Promise<void> {
  const key = keyOf(limit, email);
  const time = BigInt(now.getTime());
  const [row] = await prisma.$queryRaw<{ count: number; end: bigint }[]>`
    INSERT INTO "rateLimit" AS r ("id", "key", "count", "lastRequest")
    VALUES (${randomUUID()}, ${key}, 1, ${time + BigInt(WINDOW_MS)})
    ON CONFLICT ("key") DO UPDATE SET
      "count" = CASE WHEN r."lastRequest" <= ${time} THEN 1 ELSE r."count" + 1 END,
      "lastRequest" = CASE WHEN r."lastRequest" <= ${time} THEN excluded."lastRequest" ELSE r."lastRequest" END
    RETURNING "count", "lastRequest" AS "end"`;
  if (!row || row.count <= limit.max) return;
  const minutes = Math.ceil((Number(row.end) - now.getTime()) / 60_000);
  throw new DomainError("limit", limit.refusal(`${minutes} ${minutes === 1 ? "minute" : "minutes"}`));
}
