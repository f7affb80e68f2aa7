/** Only its origin is made up: it tells addresses of this site from all others. */
const HERE = "http://this-site.invalid";

/**
 * Where to go after signing in: `next` if it is a path of this site, else the experiments. Anything else would let a
 * link to our sign-in page send people on to a page of somebody else's.
 */
export function returnPath(next: string | string[] | undefined): string {
  const fallback = "/experiments";
  if (typeof next !== "string" || !next.startsWith("/")) return fallback;
  try {
    const { origin, pathname, search, hash } = new URL(next, HERE);
    return origin === HERE ? pathname + search + hash : fallback;
  } catch {
    return fallback;
  }
}

/** `path` with the place to return to kept in it. */
export const withReturn = (path: string, next: string) =>
  next === returnPath(undefined) ? path : `${path}?next=${encodeURIComponent(next)}`;
