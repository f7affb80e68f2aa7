/**
 * What a program may call with a token: the one place that decides it. A procedure that is not named here cannot be called with
 * any token, so tokens make no tokens and change no account.
 */
import { DomainError } from "#domain/errors";
import type { ApiScope } from "#domain/tokens/scopes";

/** `any`: every token will do. */
const SCOPES: Readonly<Record<string, ApiScope | "any">> = {
  "tokens.current": "any",
  "runs.page": "read",
  "runs.byId": "read",
  "runs.events": "read",
  "runs.live": "read",
  "runs.history": "read",
  "models.leaderboard": "read",
  "models.byId": "read",
  "exports.byModel": "read",
  "experiments.launch": "runs",
  "runs.cancel": "runs",
  "runs.stop": "runs",
  "models.show": "models",
  "exports.prepare": "models",
};

/** @throws DomainError `forbidden` when a token with these scopes may not call the procedure */
export function requireScopeOf(procedure: string, scopes: readonly ApiScope[]): void {
  const needed = SCOPES[procedure];
  if (needed === "any") return;
  if (needed === undefined) {
    throw new DomainError("forbidden", "No token lets a program do this. Sign in to the site.");
  }
  requireScope(needed, scopes);
}

/** @throws DomainError `forbidden` */
export function requireScope(needed: ApiScope, scopes: readonly ApiScope[]): void {
  if (scopes.includes(needed)) return;
  const message = `This token does not have the scope "${needed}". Make one that has it on your account page.`;
  throw new DomainError("forbidden", message);
}
