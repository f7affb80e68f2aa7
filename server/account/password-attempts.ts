/**
 * Limits how often passwords are tried and resets are asked for, for one account and whatever addresses the requests come
 * from. An attempt counts before its password is checked, so that many at once gain nothing; a success clears the count.
 *
 * Attempts from a device on which somebody has signed in to the account, and those of somebody who is signed in, have counts
 * of their own: strangers can use up what is left to strangers alone.
 */
import { DomainError } from "#domain/errors";
import type { PrismaClient } from "#prisma/generated/client";
import { countInWindow } from "../count-in-window.ts";
import { accountHash } from "./account-hash.ts";

const WINDOW_MS = 15 * 60_000;

/** `name` keeps the counts apart, so that nobody who floods one closes the other. */
type Limit = { name: "account" | "device" | "session" | "reset"; max: number; refusal: (wait: string) => string };

const passwords = (name: Limit["name"]): Limit => ({
  name,
  max: 10,
  refusal: (wait) => `Too many wrong passwords for this account. Wait ${wait}, or reset the password.`,
});

const STRANGERS = passwords("account");
const KNOWN_DEVICE = passwords("device");
const SIGNED_IN = passwords("session");

const RESETS: Limit = {
  name: "reset",
  max: 3,
  refusal: (wait) => `Too many mails were asked for. Look for one in your mailbox, or wait ${wait}.`,
};

/**
 * Counts a try to sign in.
 *
 * @param device on which somebody has signed in to the account before; null for any other
 * @throws DomainError `limit` when the account, or the device, has had its attempts
 */
export const countPasswordAttempt = (
  prisma: PrismaClient,
  email: string,
  now: Date,
  device: string | null = null,
): Promise<void> =>
  device === null ? count(prisma, STRANGERS, email, now) : count(prisma, KNOWN_DEVICE, `${email} ${device}`, now);

/** Counts a password that somebody who is signed in gives once more. @throws DomainError `limit` */
export const countRepeatedPassword = (prisma: PrismaClient, email: string, now: Date): Promise<void> =>
  count(prisma, SIGNED_IN, email, now);

/** @throws DomainError `limit` when this account has had its mails */
export const countResetRequest = (prisma: PrismaClient, email: string, now: Date): Promise<void> =>
  count(prisma, RESETS, email, now);

/** The right password was given: whoever knows it may begin anew, on this device too. */
export async function clearPasswordAttempts(
  prisma: PrismaClient,
  email: string,
  device: string | null = null,
): Promise<void> {
  const keys = [keyOf(STRANGERS, email), keyOf(SIGNED_IN, email)];
  if (device !== null) keys.push(keyOf(KNOWN_DEVICE, `${email} ${device}`));
  await prisma.rateLimit.deleteMany({ where: { key: { in: keys } } });
}

/** No address is kept, and an account that does not exist counts like one that does. */
const keyOf = ({ name }: Limit, who: string) => `${name}|${accountHash(who)}`;

async function count(prisma: PrismaClient, limit: Limit, who: string, now: Date): Promise<void> {
  const { count, end } = await countInWindow(prisma, keyOf(limit, who), WINDOW_MS, now);
  if (count <= limit.max) return;
  const minutes = Math.ceil((end - now.getTime()) / 60_000);
  throw new DomainError("limit", limit.refusal(`${minutes} ${minutes === 1 ? "minute" : "minutes"}`));
}
