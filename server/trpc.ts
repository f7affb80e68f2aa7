/** The ground of every procedure: who asks, how values travel, how refusals are answered. */
import { initTRPC } from "@trpc/server";
import { ZodError } from "zod";
import { DomainError } from "#domain/errors";
import { CHANGES_PER_MINUTE } from "#domain/limits";
import type { ShareTarget } from "#domain/shares/share-target";
import type { ApiScope } from "#domain/tokens/scopes";
import { currentRequestId } from "#telemetry/request-id";
import { countInWindow } from "./count-in-window.ts";
import { toTRPCError, unexpected } from "./errors.ts";
import { observeProcedure } from "./metrics/observe-procedure.ts";
import type { Services } from "./services.ts";
import { requireScopeOf } from "./tokens/procedure-scopes.ts";
import { transformer } from "./written-once.ts";

export type Viewer = { id: string; name: string; email: string; role: "admin" | "user" };

/** A link that the caller came by and that is not revoked: it lets them read these runs of its owner, or one model. */
export type SharedAccess = {
  id: string;
  ownerId: string;
  ownerName: string;
  target: ShareTarget;
  runIds: readonly string[];
};

/** The token with which a program acts for the viewer. */
export type TokenAccess = { id: string; name: string; scopes: readonly ApiScope[]; expiresAt: Date };

export type Context = Omit<Services, "auth" | "close"> & {
  viewer: Viewer | null;
  share: SharedAccess | null;
  token: TokenAccess | null;
};

/** Calls that one request may carry. */
export const MAX_BATCH = 20;

/** Under the time limits of serverless hosts; the client comes back with the last number it has seen. */
const LONGEST_STREAM_MS = 45_000;
const SHORTEST_STREAM_MS = 30_000;
/** Multiples of it, without their whole part, lie evenly between 0 and 1 however many they are. */
const GOLDEN_RATIO = (1 + Math.sqrt(5)) / 2;
let streams = 0;

/** Those that begin together do not end together: a thousand that came back at once would hold up the news for all. */
const streamDuration = (): number =>
  LONGEST_STREAM_MS - (LONGEST_STREAM_MS - SHORTEST_STREAM_MS) * ((streams++ * GOLDEN_RATIO) % 1);

const trpc = initTRPC.context<Context>().create({
  transformer,
  sse: {
    // Read for each stream.
    get maxDurationMs() {
      return streamDuration();
    },
    ping: { enabled: true, intervalMs: 15_000 },
    client: { reconnectAfterInactivityMs: 30_000 },
  },
  errorFormatter({ shape, error }) {
    const { stack: _, ...data } = shape.data;
    const invalid = error.cause instanceof ZodError ? error.cause.issues[0] : undefined;
    const domain = error.cause instanceof DomainError ? error.cause : undefined;
    const field = domain?.field ?? (invalid ? invalid.path.join(".") : undefined);
    const message =
      error.code === "INTERNAL_SERVER_ERROR"
        ? unexpected(currentRequestId())
        : invalid
          ? describeIssue(invalid)
          : shape.message;
    return { ...shape, message, data: { ...data, field } };
  },
});

/** Messages of our own schemas are sentences that name the field; zod's own need it in front. */
export function describeIssue({ message, path }: { message: string; path: PropertyKey[] }): string {
  return message.endsWith(".") || path.length === 0 ? message : `${path.join(".")}: ${message}.`;
}

export const { router, createCallerFactory } = trpc;

const answeringProcedure = trpc.procedure.use(async ({ path, type, next }) => {
  const result = await observeProcedure(path, type, next);
  if (!result.ok && result.error.cause instanceof DomainError) throw toTRPCError(result.error.cause);
  return result;
});

/** For everybody; a program may call with its token what that is for. */
export const publicProcedure = answeringProcedure.use(({ ctx, path, next }) => {
  if (ctx.token) requireScopeOf(path, ctx.token.scopes);
  return next();
});

/** For whoever is signed in; `ctx.viewer` is there. Nothing is changed but here, and not faster than people do. */
export const signedInProcedure = publicProcedure.use(async ({ ctx, type, next }) => {
  const { viewer } = ctx;
  if (!viewer) throw toTRPCError(new DomainError("unauthenticated", "Sign in to do this."));
  if (type === "mutation") {
    const { count } = await countInWindow(ctx.prisma, `changes|${viewer.id}`, 60_000, ctx.now());
    if (count > CHANGES_PER_MINUTE) {
      const message = `You have changed something ${CHANGES_PER_MINUTE} times within a minute, which is the limit. Wait a minute.`;
      throw toTRPCError(new DomainError("limit", message));
    }
  }
  return next({ ctx: { viewer } });
});

/** For administrators, who steer the queue and trainers; of what people keep they may no more than others. */
export const administratorProcedure = signedInProcedure.use(({ ctx, next }) => {
  if (ctx.viewer.role !== "admin") throw toTRPCError(new DomainError("forbidden", "Only administrators can do this."));
  return next();
});

/** For whoever is signed in or came by a shared link; what they may read follows from `readableRuns`. */
export const readerProcedure = publicProcedure.use(({ ctx, next }) => {
  if (!ctx.viewer && !ctx.share) throw toTRPCError(new DomainError("unauthenticated", "Sign in to see this."));
  return next();
});
