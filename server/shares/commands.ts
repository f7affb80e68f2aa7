import { DomainError } from "#domain/errors";
import { visibilityOf } from "#domain/models/visibility";
import { type ShareTarget, sharedRunIds, shareTarget } from "#domain/shares/share-target";
import type { Prisma } from "#prisma/generated/client";
import { recordActions } from "../audit/record.ts";
import { notFound } from "../errors.ts";
import { ownedBy } from "../models/visibility.ts";
import { lockUser } from "../runs/start-run.ts";
import type { Context } from "../trpc.ts";
import { linkPath, MAX_LINKS, type SharedLink } from "./queries.ts";

type Parts = Pick<Context, "prisma" | "env" | "now">;

/**
 * Makes a link to the owner's own runs, or to a model of theirs.
 *
 * @throws DomainError `not-found` when one of them is not theirs or deleted, `conflict` when the model is private, `limit`
 *   when they have too many links
 */
export async function createShare(
  { prisma, env, now }: Parts,
  ownerId: string,
  target: ShareTarget,
): Promise<SharedLink> {
  return prisma.$transaction(async (tx) => {
    await lockUser(tx, ownerId);
    const audited = target.kind === "model" ? [await runOfModel(tx, ownerId, target.modelId)] : sharedRunIds(target);
    const own = await tx.run.count({ where: { id: { in: audited }, ownerId, deletedAt: null } });
    if (own !== audited.length) throw notFound("run");
    if ((await tx.share.count({ where: { ownerId, revokedAt: null } })) >= MAX_LINKS) {
      throw new DomainError("limit", `You have ${MAX_LINKS} links; revoke some that nobody needs any more.`);
    }
    const { id, createdAt } = await tx.share.create({
      data: { ownerId, kind: target.kind, target, runIds: sharedRunIds(target), createdAt: now() },
      select: { id: true, createdAt: true },
    });
    await recordActions(tx, entries("shared", ownerId, audited, { link: id, kind: target.kind }));
    return { id, createdAt, target, path: linkPath(id, { env }) };
  });
}

/** Makes a link invalid, at once and for good; of one that is so already nothing changes. */
export async function revokeShare({ prisma, now }: Pick<Context, "prisma" | "now">, ownerId: string, id: string) {
  await prisma.$transaction(async (tx) => {
    const share = await tx.share.findFirst({ where: { id, ownerId }, select: { target: true } });
    if (!share) throw notFound("link");
    const revoked = await tx.share.updateMany({ where: { id, revokedAt: null }, data: { revokedAt: now() } });
    if (revoked.count === 0) return;
    const target = shareTarget.parse(share.target);
    // Some may be gone by now.
    const runs = await tx.run.findMany({
      where: target.kind === "model" ? { model: { id: target.modelId } } : { id: { in: sharedRunIds(target) } },
      select: { id: true },
    });
    const ids = runs.map((run) => run.id);
    await recordActions(tx, entries("share-revoked", ownerId, ids, { link: id, kind: target.kind }));
  });
}

/** The run that a model comes from, in whose audit trail its links stand. */
async function runOfModel(tx: Prisma.TransactionClient, ownerId: string, id: string): Promise<string> {
  const model = await tx.model.findFirst({
    where: { id, ...ownedBy(ownerId) },
    select: { runId: true, publishedAt: true, byLink: true },
  });
  if (!model) throw notFound("model");
  if (visibilityOf(model) === "private") {
    throw new DomainError("conflict", "This model is private: a link would show nothing. Show it by link first.");
  }
  return model.runId;
}

const entries = (
  action: "shared" | "share-revoked",
  ownerId: string,
  runIds: readonly string[],
  details: { link: string; kind: string },
) => runIds.map((runId) => ({ action, actorId: ownerId, ownerId, runId, details }));
