import { DomainError } from "#domain/errors";
import { API_LIMITS } from "#domain/limits";
import type { NewToken } from "#domain/tokens/new-token";
import { TOKEN_PREFIX_LENGTH } from "#domain/tokens/token-format";
import { notFound } from "../errors.ts";
import { lockUser } from "../runs/start-run.ts";
import type { Context } from "../trpc.ts";
import { createTokenSecret, hashOf } from "./token-secret.ts";

const DAY_MS = 24 * 3_600_000;

/**
 * @returns the token itself, which cannot be read again
 * @throws DomainError `limit` when the person has as many as they may
 */
export async function createToken(
  { prisma, now }: Pick<Context, "prisma" | "now">,
  { name, scopes, days }: NewToken,
  ownerId: string,
): Promise<{ id: string; token: string }> {
  const token = createTokenSecret();
  return prisma.$transaction(async (tx) => {
    await lockUser(tx, ownerId);
    if ((await tx.apiToken.count({ where: { ownerId } })) >= API_LIMITS.tokens) {
      throw new DomainError(
        "limit",
        `You have ${API_LIMITS.tokens} tokens, and that is the limit. Revoke one that nothing uses.`,
      );
    }
    const createdAt = now();
    const { id } = await tx.apiToken.create({
      data: {
        ownerId,
        name,
        scopes,
        hash: hashOf(token),
        prefix: token.slice(0, TOKEN_PREFIX_LENGTH),
        createdAt,
        expiresAt: new Date(createdAt.getTime() + days * DAY_MS),
      },
      select: { id: true },
    });
    return { id, token };
  });
}

/** Ends a token at once and for good. @throws DomainError `not-found` */
export async function revokeToken({ prisma }: Pick<Context, "prisma">, id: string, ownerId: string): Promise<void> {
  const { count } = await prisma.apiToken.deleteMany({ where: { id, ownerId } });
  if (count === 0) throw notFound("token");
}
