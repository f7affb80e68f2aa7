import { type ShareTarget, sharedRunIds, shareTarget } from "#domain/shares/share-target";
import { ownedBy } from "../models/visibility.ts";
import type { Context } from "../trpc.ts";
import { shareToken } from "./share-token.ts";

export type SharedLink = {
  id: string;
  target: ShareTarget;
  createdAt: Date;
  /** Of this site. */
  path: string;
};
export type ListedLink = SharedLink & {
  /** Of those of its runs that are there, or of its model. */
  names: string[];
};

/** Most links that one person can have at a time. */
export const MAX_LINKS = 500;

export const linkPath = (id: string, { env }: Pick<Context, "env">): string =>
  `/s/${shareToken(id, env.BETTER_AUTH_SECRET)}`;

/** The valid links of one person, the latest first; of `target`, those that show the same in the same way. */
export async function listShares(
  { prisma, env }: Pick<Context, "prisma" | "env">,
  ownerId: string,
  target?: ShareTarget,
): Promise<ListedLink[]> {
  const rows = await prisma.share.findMany({
    where: {
      ownerId,
      revokedAt: null,
      ...(target ? { kind: target.kind, runIds: { hasEvery: sharedRunIds(target) } } : {}),
    },
    select: { id: true, target: true, createdAt: true },
    orderBy: { createdAt: "desc" },
    take: MAX_LINKS,
  });
  const links = rows
    .map(({ id, createdAt, target: json }) => ({
      id,
      createdAt,
      target: shareTarget.parse(json),
      path: linkPath(id, { env }),
    }))
    .filter((link) => target === undefined || isAlike(link.target, target));
  const runIds = [...new Set(links.flatMap((link) => sharedRunIds(link.target)))];
  const modelIds = [...new Set(links.flatMap((link) => modelIdOf(link.target)))];
  const select = { id: true, name: true };
  const [runs, models] = await Promise.all([
    prisma.run.findMany({ where: { id: { in: runIds }, ownerId, deletedAt: null }, select }),
    prisma.model.findMany({ where: { id: { in: modelIds }, ...ownedBy(ownerId) }, select }),
  ]);
  const nameOf = new Map([...runs, ...models].map(({ id, name }) => [id, name]));
  return links.map((link) => ({ ...link, names: shownIds(link.target).flatMap((id) => nameOf.get(id) ?? []) }));
}

const modelIdOf = (target: ShareTarget): string[] => (target.kind === "model" ? [target.modelId] : []);
const shownIds = (target: ShareTarget): string[] => [...sharedRunIds(target), ...modelIdOf(target)];

/** Whether two links show the same thing; how a comparison looked when it was shared does not matter. */
function isAlike(one: ShareTarget, other: ShareTarget): boolean {
  if (one.kind === "model" && other.kind === "model") return one.modelId === other.modelId;
  if (sharedRunIds(one).length !== sharedRunIds(other).length) return false;
  return one.kind === "report" && other.kind === "report" ? one.lab === other.lab : one.kind === other.kind;
}
