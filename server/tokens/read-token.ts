import { DomainError } from "#domain/errors";
import { dayStart } from "#domain/queue/training-day";
import { apiScope } from "#domain/tokens/scopes";
import type { Services } from "../services.ts";
import type { TokenAccess, Viewer } from "../trpc.ts";
import { hashOf, isToken } from "./token-secret.ts";

/**
 * Who asks with the token in these headers, and what it lets them do. A token counts in the header `Authorization` alone.
 *
 * @throws DomainError `unauthenticated` that says what is wrong with it; it is never repeated
 */
export async function readToken(
  { prisma, now }: Pick<Services, "prisma" | "now">,
  headers: Headers,
): Promise<{ viewer: Viewer; token: TokenAccess }> {
  const [, given] = /^Bearer +(\S+) *$/i.exec(headers.get("authorization") ?? "") ?? [];
  if (given === undefined) throw refusal("Send a token in the header Authorization, as in: Bearer cultivar_…");
  if (!isToken(given)) throw refusal("What was sent is no token, or not the whole of one.");
  const row = await prisma.apiToken.findUnique({
    where: { hash: hashOf(given) },
    select: {
      id: true,
      name: true,
      scopes: true,
      expiresAt: true,
      lastUsedOn: true,
      owner: { select: { id: true, name: true, email: true, role: true } },
    },
  });
  if (!row) throw refusal("This token is not valid: it was revoked, or belongs to another site.");
  const { owner, lastUsedOn, scopes, ...token } = row;
  const time = now();
  if (token.expiresAt <= time) {
    throw refusal(`This token expired on ${dayOf(token.expiresAt)}. Make another on your account page.`);
  }
  const today = dayStart(time);
  if (lastUsedOn === null || lastUsedOn < today) {
    // Many calls at once come here; none waits for, or fails on, a token that is revoked meanwhile.
    await prisma.apiToken.updateMany({ where: { id: token.id }, data: { lastUsedOn: today } });
  }
  return {
    viewer: { ...owner, role: owner.role === "admin" ? "admin" : "user" },
    token: { ...token, scopes: scopes.map((scope) => apiScope.parse(scope)) },
  };
}

const refusal = (message: string) => new DomainError("unauthenticated", message);

const dayOf = (time: Date): string => time.toISOString().slice(0, 10);
