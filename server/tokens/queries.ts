import { type ApiScope, apiScope } from "#domain/tokens/scopes";
import type { Prisma, PrismaClient } from "#prisma/generated/client";

const listed = {
  id: true,
  name: true,
  prefix: true,
  scopes: true,
  createdAt: true,
  expiresAt: true,
  lastUsedOn: true,
} satisfies Prisma.ApiTokenSelect;

export type ListedToken = Omit<Prisma.ApiTokenGetPayload<{ select: typeof listed }>, "scopes"> & {
  scopes: ApiScope[];
  expired: boolean;
};

/** The tokens of one person, the latest first, and those that have expired. */
export async function listTokens(prisma: PrismaClient, ownerId: string, now: Date): Promise<ListedToken[]> {
  const rows = await prisma.apiToken.findMany({ where: { ownerId }, select: listed, orderBy: { createdAt: "desc" } });
  return rows.map(({ scopes, ...row }) => ({
    ...row,
    scopes: scopes.map((scope) => apiScope.parse(scope)),
    expired: row.expiresAt <= now,
  }));
}
