import { DomainError } from "#domain/errors";
import { type ShareTarget, sharedRunIds } from "#domain/shares/share-target";
import { recordActions } from "../audit/record.ts";
import { notFound } from "../errors.ts";
import { lockUser } from "../runs/start-run.ts";
import type { Context } from "../trpc.ts";
import { linkPath, MAX_LINKS, type SharedLink } from "./queries.ts";

type Parts = Pick<Context, "prisma" | "env" | "now">;

/**
 * Makes a link to the owner's own runs.
 *
 * @throws DomainError `not-found` when one of them is not theirs or deleted, `limit` when they have too many links
 */
export async function createShare(
  { prisma, env, now }: Parts,
  ownerId: string,
  target: ShareTarget,
): Promise<SharedLink> {
  const runIds = sharedRunIds(target);
  return prisma.$transaction(async (tx) => {
    await lockUser(tx, ownerId);
    const own = await tx.run.count({ where: { id: { in: runIds }, ownerId, deletedAt: null } });
    if (own !== runIds.length) throw notFound("run");
    if ((await tx.share.count({ where: { ownerId, revokedAt: null } })) >= MAX_LINKS) {
      throw new DomainError("limit", `You have ${MAX_LINKS} links; revoke some that nobody needs any more.`);
    }
    const { id, createdAt } = await tx.share.create({
      data: { ownerId, kind: target.kind, target, runIds, createdAt: now() },
      select: { id: true, createdAt: true },
    });
    await recordActions(tx, entries("shared", ownerId, runIds, { link: id, kind: target.kind }));
    return { id, createdAt, target, path: linkPath(id, { env }) };
  });
}

/** Makes a link invalid, at once and for good; of one that is so already nothing changes. */
export async function revokeShare({ prisma, now }: Pick<Context, "prisma" | "now">, ownerId: string, id: string) {
  await prisma.$transaction(async (tx) => {
    const share = await tx.share.findFirst({ where: { id, ownerId }, select: { kind: true, runIds: true } });
    if (!share) throw notFound("link");
    const revoked = await tx.share.updateMany({ where: { id, revokedAt: null }, data: { revokedAt: now() } });
    if (revoked.count === 0) return;
    // Some may be gone by now.
    const runs = await tx.run.findMany({ where: { id: { in: share.runIds } }, select: { id: true } });
    const ids = runs.map((run) => run.id);
    await recordActions(tx, entries("share-revoked", ownerId, ids, { link: id, kind: share.kind }));
  });
}

const entries = (
  action: "shared" | "share-revoked",
  ownerId: string,
  runIds: readonly string[],
  details: { link: string; kind: string },
) => runIds.map((runId) => ({ action, actorId: ownerId, ownerId, runId, details }));
