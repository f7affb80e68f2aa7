/**
 * A cookie that says: somebody has signed in to this account on this device. Wrong passwords from it are counted apart, so
 * that a stranger who uses up an account's attempts does not lock its owner out. It opens nothing.
 */
import { randomBytes } from "node:crypto";
import type { GenericEndpointContext } from "better-auth";
import { accountHash } from "./account-hash.ts";

const MAX_AGE_SECONDS = 180 * 24 * 3600;

const cookieOf = (ctx: GenericEndpointContext) =>
  ctx.context.createAuthCookie("known_device", { maxAge: MAX_AGE_SECONDS });

/** Remembers on the device that sends this request that the account has been proved to be its user's. */
export async function rememberDevice(ctx: GenericEndpointContext, email: string): Promise<void> {
  const { name, attributes } = cookieOf(ctx);
  const value = `${accountHash(email)}.${randomBytes(16).toString("base64url")}`;
  await ctx.setSignedCookie(name, value, ctx.context.secret, attributes);
}

/** The name of the device that sends this request, if somebody has signed in to this account on it. */
export async function knownDevice(ctx: GenericEndpointContext, email: string): Promise<string | null> {
  if (!ctx.headers) return null;
  const value = await ctx.getSignedCookie(cookieOf(ctx).name, ctx.context.secret);
  const [account, device] = typeof value === "string" ? value.split(".") : [];
  return account === accountHash(email) ? (device ?? null) : null;
}
