/** What happens before and after better-auth answers: rules that it does not have itself. */
import type { GenericEndpointContext } from "better-auth";
import { APIError, createAuthMiddleware, getSessionFromCtx } from "better-auth/api";
import { DomainError } from "#domain/errors";
import type { PrismaClient } from "#prisma/generated/client";
import { revokeAllTokens } from "../tokens/revoke-all-tokens.ts";
import { knownDevice, rememberDevice } from "./known-device.ts";
import { checkNewPassword, type PasswordOwner } from "./new-password.ts";
import {
  clearPasswordAttempts,
  countPasswordAttempt,
  countRepeatedPassword,
  countResetRequest,
} from "./password-attempts.ts";
import { SESSION_SECONDS } from "./sessions.ts";

type Parts = { prisma: PrismaClient; siteAddress: string };
type Rule = (ctx: GenericEndpointContext) => Promise<void>;

const noRule: Rule = async () => {};

/**
 * All that pages of this site ask better-auth for, and what is looked at before it answers: passwords and mails are counted
 * before one is compared or sent, new passwords are checked, and nobody deletes an account or ends sessions by an open
 * browser alone. better-auth can do more; that does not exist here.
 */
function rulesOf({ prisma, siteAddress }: Parts): ReadonlyMap<string, Rule> {
  const look = (password: string | null, owner: PasswordOwner | null) =>
    answering(async () => {
      if (password !== null) checkNewPassword(password, owner, siteAddress);
    });

  const signUp: Rule = (ctx) =>
    look(given(ctx, "password"), { name: given(ctx, "name") ?? "", email: given(ctx, "email") ?? "" });

  const signIn: Rule = async (ctx) => {
    const email = given(ctx, "email");
    if (email === null) return;
    const device = await knownDevice(ctx, email);
    await answering(() => countPasswordAttempt(prisma, email, new Date(), device));
  };

  const askForReset: Rule = async (ctx) => {
    const email = given(ctx, "email");
    if (email !== null) await answering(() => countResetRequest(prisma, email, new Date()));
  };

  const reset: Rule = async (ctx) => {
    const owner = await ownerOfReset(ctx);
    await look(given(ctx, "newPassword"), owner);
    // Whoever has the link signs in next, also while strangers keep the account's attempts used up.
    if (owner) await rememberDevice(ctx, owner.email);
  };

  const changePassword: Rule = async (ctx) => {
    const session = await getSessionFromCtx(ctx);
    if (!session) return;
    await answering(() => countRepeatedPassword(prisma, session.user.email, new Date()));
    await look(given(ctx, "newPassword"), session.user);
  };

  const deleteUser: Rule = async (ctx) => {
    const session = await getSessionFromCtx(ctx);
    if (!session) return;
    await answering(() => countRepeatedPassword(prisma, session.user.email, new Date()));
    if (given(ctx, "password") || !(await hasPassword(prisma, session.user.id))) return;
    throw new APIError("BAD_REQUEST", {
      code: "PASSWORD_NEEDED",
      message: "Give your password to delete the account.",
    });
  };

  return new Map([
    ["/sign-up/email", signUp],
    ["/sign-in/email", signIn],
    ["/request-password-reset", askForReset],
    ["/reset-password", reset],
    ["/change-password", changePassword],
    ["/delete-user", deleteUser],
    ["/revoke-session", freshSession],
    ["/revoke-other-sessions", freshSession],
    // It asks for a fresh session by itself.
    ["/list-sessions", noRule],
    ["/sign-in/social", noRule],
    ["/callback/:id", noRule],
    ["/error", noRule],
    ["/get-session", noRule],
    ["/sign-out", noRule],
    ["/update-user", noRule],
  ]);
}

/** A field of the request's body, which nobody has checked yet; null when it is no text. */
function given({ body }: GenericEndpointContext, field: string): string | null {
  const value = (body as Record<string, unknown> | undefined)?.[field];
  return typeof value === "string" ? value : null;
}

export function beforeAnswer(parts: Parts) {
  const rules = rulesOf(parts);
  return createAuthMiddleware(async (ctx) => {
    const rule = rules.get(ctx.path);
    if (!rule) throw new APIError("NOT_FOUND");
    await rule(ctx);
  });
}

type After = { prisma: PrismaClient; tellOfNewPassword: (user: PasswordOwner) => void };

/**
 * A right password begins all counts anew, and makes the device one on which the account is known. One that is changed ends
 * all tokens, and its owner is told.
 */
export const afterAnswer = ({ prisma, tellOfNewPassword }: After) =>
  createAuthMiddleware(async (ctx) => {
    if (ctx.context.returned instanceof APIError) return;
    const proved = {
      "/sign-up/email": "newSession",
      "/sign-in/email": "newSession",
      "/change-password": "session",
    } as const;
    const session = ctx.path in proved ? ctx.context[proved[ctx.path as keyof typeof proved]] : null;
    if (!session) return;
    const { email } = session.user;
    if (ctx.path === "/change-password") {
      await revokeAllTokens(prisma, session.user.id);
      tellOfNewPassword(session.user);
    }
    await clearPasswordAttempts(prisma, email, await knownDevice(ctx, email));
    await rememberDevice(ctx, email);
  });

const freshSession: Rule = async (ctx) => {
  const session = await getSessionFromCtx(ctx);
  if (!session || Date.now() - session.session.createdAt.getTime() < SESSION_SECONDS.fresh * 1000) return;
  throw new APIError("FORBIDDEN", { code: "SESSION_NOT_FRESH", message: "You signed in too long ago for this." });
};

const hasPassword = async (prisma: PrismaClient, userId: string): Promise<boolean> =>
  (await prisma.account.count({ where: { userId, providerId: "credential" } })) > 0;

/** Whose reset link this is; null for one that does not work, which better-auth refuses. */
async function ownerOfReset(ctx: GenericEndpointContext): Promise<PasswordOwner | null> {
  const token = given(ctx, "token");
  const { internalAdapter } = ctx.context;
  const link = token === null ? null : await internalAdapter.findVerificationValue(`reset-password:${token}`);
  return link && link.expiresAt > new Date() ? internalAdapter.findUserById(link.value) : null;
}

const STATUS = { limit: "TOO_MANY_REQUESTS", conflict: "UNPROCESSABLE_ENTITY", invalid: "BAD_REQUEST" } as const;
const FIELD_CODES: Record<string, string> = { name: "DISPLAY_NAME", password: "NEW_PASSWORD" };

/** Runs `work` and gives its refusal in the form in which better-auth answers. */
export async function answering<T>(work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    if (!(error instanceof DomainError)) throw error;
    const status = error.code in STATUS ? STATUS[error.code as keyof typeof STATUS] : "BAD_REQUEST";
    const code = FIELD_CODES[error.field ?? ""] ?? error.code.toUpperCase().replace("-", "_");
    throw new APIError(status, { code, message: error.message });
  }
}
