/** Who is who: better-auth over our tables. What it does not do by itself is in account/. */
import { type BetterAuthOptions, betterAuth } from "better-auth";
import { prismaAdapter } from "better-auth/adapters/prisma";
import { APIError, createAuthMiddleware, getSessionFromCtx } from "better-auth/api";
import { DomainError } from "#domain/errors";
import { LIMITS } from "#domain/limits";
import type { PrismaClient } from "#prisma/generated/client";
import type { ArtefactStore } from "#storage/store";
import { isWithoutAccounts } from "./account/is-without-accounts.ts";
import { createMailer } from "./account/mail.ts";
import { clearPasswordAttempts, countPasswordAttempt, countResetRequest } from "./account/password-attempts.ts";
import { claimDisplayName, deriveDisplayName } from "./account/unique-display-name.ts";
import { clientAddressHeader } from "./client-address.ts";
import { type Env, socialProviders } from "./env.ts";
import type { RunQueue } from "./queue.ts";
import { removeRuns } from "./runs/remove-runs.ts";

type Parts = { env: Env; prisma: PrismaClient; queue: RunQueue; store: ArtefactStore };

export type Auth = ReturnType<typeof createAuth>;

const DAY = 24 * 3600;

export function createAuth({ env, prisma, queue, store }: Parts) {
  const mail = env.SMTP_URL && env.MAIL_FROM ? createMailer(env.SMTP_URL, env.MAIL_FROM) : null;
  return betterAuth({
    appName: "Cultivar",
    baseURL: env.BETTER_AUTH_URL,
    secret: env.BETTER_AUTH_SECRET,
    trustedOrigins: sameMachine(env.BETTER_AUTH_URL),
    database: prismaAdapter(prisma, { provider: "postgresql", transaction: true }),
    telemetry: { enabled: false },
    // Its warnings name addresses.
    logger: { level: "error" },
    onAPIError: {
      onError: (error) => {
        const isRefusal = error instanceof APIError && error.statusCode < 500;
        if (!isRefusal) console.error("auth:", error);
      },
    },
    emailAndPassword: {
      enabled: true,
      minPasswordLength: LIMITS.password.min,
      maxPasswordLength: LIMITS.password.max,
      revokeSessionsOnPasswordReset: true,
      ...(mail
        ? {
            sendResetPassword: ({ user, token }: { user: { name: string; email: string }; token: string }) =>
              mail({
                to: user.email,
                subject: "Reset your Cultivar password",
                text:
                  `Hello ${user.name},\n\nchoose a new password here within an hour:\n` +
                  `${env.BETTER_AUTH_URL}/reset-password?token=${token}\n\nIf you did not ask for this, ignore it.\n`,
              }),
          }
        : {}),
      onPasswordReset: ({ user }) => clearPasswordAttempts(prisma, user.email),
    },
    socialProviders: socialProviders(env),
    // Nobody has proved that an address is theirs, so an equal address links no accounts.
    account: { accountLinking: { disableImplicitLinking: true } },
    session: { expiresIn: 7 * DAY, updateAge: DAY, cookieCache: { enabled: false } },
    user: {
      additionalFields: {
        role: { type: "string", input: false, required: false },
        nameKey: { type: "string", input: false, required: false, returned: false },
      },
      deleteUser: {
        enabled: true,
        beforeDelete: async (user) => {
          await removeRuns({ prisma, queue, store }, { where: { ownerId: user.id } });
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
      useSecureCookies: env.BETTER_AUTH_URL.startsWith("https:"),
    },
    hooks: { before: beforePassword(prisma), after: afterPassword(prisma) },
    databaseHooks: {
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

/**
 * Counts an attempt before any password is compared and a mail before it is sent, and lets nobody delete an account by an
 * open browser alone.
 */
const beforePassword = (prisma: PrismaClient) =>
  createAuthMiddleware(async (ctx) => {
    if (ctx.path === "/sign-in/email" || ctx.path === "/request-password-reset") {
      const count = ctx.path === "/sign-in/email" ? countPasswordAttempt : countResetRequest;
      const { email } = ctx.body as { email?: unknown };
      if (typeof email === "string") await answering(() => count(prisma, email, new Date()));
      return;
    }
    if (ctx.path !== "/change-password" && ctx.path !== "/delete-user") return;
    const session = await getSessionFromCtx(ctx);
    if (!session) return;
    await answering(() => countPasswordAttempt(prisma, session.user.email, new Date()));
    const { password } = (ctx.body ?? {}) as { password?: unknown };
    if (ctx.path === "/delete-user" && !password && (await hasPassword(prisma, session.user.id))) {
      throw new APIError("BAD_REQUEST", {
        code: "PASSWORD_NEEDED",
        message: "Give your password to delete the account.",
      });
    }
  });

const afterPassword = (prisma: PrismaClient) =>
  createAuthMiddleware(async (ctx) => {
    if (ctx.context.returned instanceof APIError) return;
    if (ctx.path === "/sign-in/email" && ctx.context.newSession) {
      await clearPasswordAttempts(prisma, ctx.context.newSession.user.email);
    }
    if (ctx.path === "/change-password" && ctx.context.session) {
      await clearPasswordAttempts(prisma, ctx.context.session.user.email);
    }
  });

const hasPassword = async (prisma: PrismaClient, userId: string): Promise<boolean> =>
  (await prisma.account.count({ where: { userId, providerId: "credential" } })) > 0;

const STATUS = { limit: "TOO_MANY_REQUESTS", conflict: "UNPROCESSABLE_ENTITY", invalid: "BAD_REQUEST" } as const;

/** Runs `work` and gives its refusal in the form in which better-auth answers. */
async function answering<T>(work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    if (!(error instanceof DomainError)) throw error;
    const status = error.code in STATUS ? STATUS[error.code as keyof typeof STATUS] : "BAD_REQUEST";
    const code = error.field === "name" ? "DISPLAY_NAME" : error.code.toUpperCase().replace("-", "_");
    throw new APIError(status, { code, message: error.message });
  }
}
