import type { Prisma } from "#prisma/generated/client";
import type { Context } from "../trpc.ts";

/** Runs that the caller may read: their own, and those of the link that they came by. Use in every query that reads runs. */
export function readableRuns({ viewer, share }: Pick<Context, "viewer" | "share">): Prisma.RunWhereInput {
  const own = viewer ? [{ ownerId: viewer.id }] : [];
  const shared = share ? [{ id: { in: [...share.runIds] }, ownerId: share.ownerId, deletedAt: null }] : [];
  return { OR: [...own, ...shared] };
}
