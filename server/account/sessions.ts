/** How long a session lives and how many there are. docs/security.md says why these numbers. */
import type { GenericEndpointContext } from "better-auth";
import type { PrismaClient } from "#prisma/generated/client";

const DAY = 24 * 3600;

/** Seconds. Whatever is done with it, the database ends a session after 30 days (migration 0010). */
export const SESSION_SECONDS = {
  /** Without any request. */
  idle: 7 * DAY,
  /** Between two prolongations. */
  prolongation: DAY,
  /** In which it is fresh enough to end other sessions, and an account without a password. */
  fresh: DAY,
} as const;

/** Devices on which one person can be signed in; a further one signs the longest unused out. */
const SESSIONS_PER_USER = 20;

/** Ends the session in whose place `created` comes in the same browser, and the longest unused of too many. */
export async function endReplacedSessions(
  prisma: PrismaClient,
  created: { id: string; userId: string },
  ctx: GenericEndpointContext | null,
): Promise<void> {
  const before = ctx?.headers
    ? await ctx.getSignedCookie(ctx.context.authCookies.sessionToken.name, ctx.context.secret)
    : null;
  if (typeof before === "string") {
    await prisma.session.deleteMany({ where: { token: before, id: { not: created.id } } });
  }
  const tooMany = await prisma.session.findMany({
    where: { userId: created.userId },
    orderBy: { updatedAt: "desc" },
    skip: SESSIONS_PER_USER,
    select: { id: true },
  });
  await prisma.session.deleteMany({ where: { id: { in: tooMany.map(({ id }) => id) } } });
}
