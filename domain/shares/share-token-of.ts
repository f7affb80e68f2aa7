/**
 * The token of the shared link by which a page is looked at, from its address: pages under `/s/` have it as their name,
 * embedded models as a parameter, since what a frame shows must not depend on cookies. Null for every other page.
 */
export function shareTokenOf({ pathname, search }: { pathname: string; search: string }): string | null {
  const [, named] = /^\/s\/([^/]+)$/.exec(pathname) ?? [];
  if (named) return named;
  return isEmbed(pathname) ? new URLSearchParams(search).get("share") || null : null;
}

/** Whether the page is made to stand in frames of other sites: a model, or the way to one by its name in a collection. */
export const isEmbed = (pathname: string): boolean => /^\/embed\/([^/]+|collections\/[^/]+\/[^/]+)$/.test(pathname);
