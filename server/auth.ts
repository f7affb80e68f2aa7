/** Who is who: better-auth over our tables. What it does not do by itself is in account/. */
import { type BetterAuthOptions, betterAuth } from "better-auth";
import { prismaAdapter } from "better-auth/adapters/prisma";
import { APIError } from "better-auth/api";
import { RESET_LINK_MINUTES } from "#domain/account/reset-link";
import { LIMITS } from "#domain/limits";
import type { PrismaClient } from "#prisma/generated/client";
import { logError, logLine } from "#telemetry/log";
import { afterAnswer, answering, beforeAnswer } from "./account/auth-hooks.ts";
import { isWithoutAccounts } from "./account/is-without-accounts.ts";
import { createMailer, passwordChangedMail, resetMail } from "./account/mail.ts";
import { clearPasswordAttempts } from "./account/password-attempts.ts";
import { endReplacedSessions, SESSION_SECONDS } from "./account/sessions.ts";
import { claimDisplayName, deriveDisplayName } from "./account/unique-display-name.ts";
import { clientAddressHeader } from "./client-address.ts";
import { type Env, socialProviders } from "./env.ts";
import type { RunQueue } from "./queue.ts";
import { removeRuns } from "./runs/remove-runs.ts";
import { revokeAllTokens } from "./tokens/revoke-all-tokens.ts";

type Parts = { env: Env; prisma: PrismaClient; queue: RunQueue };

export type Auth = ReturnType<typeof createAuth>;

export function createAuth({ env, prisma, queue }: Parts) {
  const mail = env.SMTP_URL && env.MAIL_FROM ? createMailer(env.SMTP_URL, env.MAIL_FROM) : null;
  const { BETTER_AUTH_URL: siteAddress } = env;
  const isSecure = siteAddress.startsWith("https:");
  const tellOfNewPassword = (user: { name: string; email: string }) => {
    if (mail) inBackground(mail(passwordChangedMail(user, siteAddress)));
  };
  return betterAuth({
    appName: "Cultivar",
    baseURL: siteAddress,
    secret: env.BETTER_AUTH_SECRET,
    trustedOrigins: sameMachine(siteAddress),
    database: prismaAdapter(prisma, { provider: "postgresql", transaction: true }),
    telemetry: { enabled: false },
    // Its warnings name addresses.
    logger: { level: "error", log: (_level, message) => logLine("warn", "sign-in complains", { reason: message }) },
    onAPIError: {
      onError: (error) => {
        const isRefusal = error instanceof APIError && error.statusCode < 500;
        if (!isRefusal) logError("sign-in failed", error);
      },
    },
    emailAndPassword: {
      enabled: true,
      minPasswordLength: LIMITS.password.min,
      maxPasswordLength: LIMITS.password.max,
      resetPasswordTokenExpiresIn: RESET_LINK_MINUTES * 60,
      revokeSessionsOnPasswordReset: true,
      ...(mail
        ? {
            sendResetPassword: ({ user, token }: { user: { name: string; email: string }; token: string }) =>
              mail(resetMail(user, `${siteAddress}/reset-password?token=${token}`)),
          }
        : {}),
      onPasswordReset: async ({ user }) => {
        await clearPasswordAttempts(prisma, user.email);
        await revokeAllTokens(prisma, user.id);
        tellOfNewPassword(user);
      },
    },
    socialProviders: socialProviders(env),
    // Nobody has proved that an address is theirs, so an equal address links no accounts.
    account: { accountLinking: { disableImplicitLinking: true }, updateAccountOnSignIn: false },
    // Who reads the table cannot use what is in it.
    verification: { storeIdentifier: "hashed" },
    session: {
      expiresIn: SESSION_SECONDS.idle,
      updateAge: SESSION_SECONDS.prolongation,
      freshAge: SESSION_SECONDS.fresh,
      cookieCache: { enabled: false },
    },
    user: {
      additionalFields: {
        role: { type: "string", input: false, required: false },
        nameKey: { type: "string", input: false, required: false, returned: false },
      },
      deleteUser: {
        enabled: true,
        beforeDelete: async (user) => {
          await removeRuns({ prisma, queue }, { where: { ownerId: user.id } });
        },
      },
    },
    rateLimit: {
      enabled: true,
      storage: "database",
      window: 60,
      max: 300,
      customRules: {
        // By address, so a class that signs in behind one router gets through; accounts have a limit of their own.
        "/sign-in/*": { window: 10, max: 10 },
        "/sign-up/*": { window: 10, max: 10 },
        "/request-password-reset": { window: 60, max: 5 },
        "/reset-password": { window: 60, max: 10 },
      },
    },
    advanced: {
      ipAddress: { ipAddressHeaders: addressHeaders(env) },
      // Said outright, since better-auth leaves these checks out under test.
      disableOriginCheck: false,
      disableCSRFCheck: false,
      // better-auth's own prefix would be the weaker `__Secure-`.
      useSecureCookies: false,
      cookiePrefix: isSecure ? "__Host-cultivar" : "cultivar",
      defaultCookieAttributes: { secure: isSecure },
      // A mail takes its time, which would tell that there is an account.
      backgroundTasks: { handler: inBackground },
    },
    hooks: { before: beforeAnswer({ prisma, siteAddress }), after: afterAnswer({ prisma, tellOfNewPassword }) },
    databaseHooks: {
      // Nothing is asked of a provider later, so what would let one ask is not kept.
      account: { create: { before: async () => ({ data: { accessToken: null, refreshToken: null, idToken: null } }) } },
      session: { create: { after: (session, context) => endReplacedSessions(prisma, session, context) } },
      user: {
        create: {
          before: async (user, context) => {
            if (env.SIGNUP === "closed" && !(await isWithoutAccounts(prisma))) {
              throw new APIError("FORBIDDEN", {
                code: "SIGN_UP_CLOSED",
                message: "Sign-up is closed here. Ask whoever runs this site for an account.",
              });
            }
            const asked = context?.path === "/sign-up/email";
            const names = asked
              ? await answering(() => claimDisplayName(prisma, user.name, null))
              : await deriveDisplayName(prisma, user.name);
            // Pictures of people are not shown, so none is kept.
            return { data: { ...names, image: null } };
          },
        },
        update: {
          before: async (change, context) => {
            const { name } = change;
            if (typeof name !== "string") return { data: { image: null } };
            const userId = context?.context.session?.user.id ?? null;
            return { data: { ...(await answering(() => claimDisplayName(prisma, name, userId))), image: null } };
          },
        },
      },
    },
  } satisfies BetterAuthOptions);
}

function inBackground(task: Promise<unknown>): void {
  task.catch((error) => logError("a message about an account was not sent", error));
}

/** On one's own machine the site has two addresses. */
function sameMachine(address: string): string[] {
  const url = new URL(address);
  if (url.hostname !== "localhost") return [];
  url.hostname = "127.0.0.1";
  return [url.origin];
}

/** Where better-auth may read the client's address. Never empty, since it would then believe X-Forwarded-For. */
function addressHeaders({ TRUSTED_PROXY_HEADER }: Env): string[] {
  const headers = [TRUSTED_PROXY_HEADER, clientAddressHeader()].filter((header) => header !== undefined);
  return headers.length > 0 ? headers : ["x-no-address-is-known"];
}
