import type { PrismaClient } from "#prisma/generated/client";

/** Ends all tokens of a person: whoever got at the account may have made some. */
export async function revokeAllTokens(prisma: PrismaClient, ownerId: string): Promise<void> {
  await prisma.apiToken.deleteMany({ where: { ownerId } });
}
