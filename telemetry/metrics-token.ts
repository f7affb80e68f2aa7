import { createHash, timingSafeEqual } from "node:crypto";

/** Characters that the token has at least with which Prometheus reads metrics. */
export const LEAST_TOKEN_LENGTH = 16;

/** Whether a request's `Authorization` carries the token. Takes as long whatever is wrong. */
export function bearsToken(authorization: string | null | undefined, token: string): boolean {
  const digest = (text: string) => createHash("sha256").update(text).digest();
  return timingSafeEqual(digest(authorization ?? ""), digest(`Bearer ${token}`));
}
