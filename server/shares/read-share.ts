import { SHARE_HEADER } from "#domain/shares/share-header";
import { shareTarget } from "#domain/shares/share-target";
import type { Services } from "../services.ts";
import type { SharedAccess } from "../trpc.ts";
import { readShareToken } from "./share-token.ts";

/** The link that these headers name, if it is one of ours and still valid. */
export async function readShare(
  { env, prisma }: Pick<Services, "env" | "prisma">,
  headers: Headers,
): Promise<SharedAccess | null> {
  const token = headers.get(SHARE_HEADER);
  const id = token === null ? null : readShareToken(token, env.BETTER_AUTH_SECRET);
  if (id === null) return null;
  const row = await prisma.share.findUnique({
    where: { id, revokedAt: null },
    select: { ownerId: true, target: true, runIds: true, owner: { select: { name: true } } },
  });
  if (!row) return null;
  const { ownerId, target, runIds, owner } = row;
  return { id, ownerId, ownerName: owner.name, target: shareTarget.parse(target), runIds };
}
