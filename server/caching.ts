/**
 * What `Cache-Control` says. Shared caches (an edge, a CDN) go by it alone, and so do browsers. A stale answer stands for a
 * week while nobody here can be reached; browsers that revalidate in the background may be `stale-while-revalidate` older
 * than the edge.
 */
const WEEK = 604_800;

/** Never changes and is everybody's. */
export const FOREVER = "public, max-age=31536000, immutable";

/** Lists and cards as a visitor sees them: what is published shows within 7 s, 5 at the edge and 2 in a browser. */
export const PUBLIC_DATA = `public, max-age=0, s-maxage=3, stale-while-revalidate=2, stale-if-error=${WEEK}`;

/** Files of public models. They never change, but may be withdrawn: that holds everywhere within half a minute. */
export const PUBLIC_FILE = `public, max-age=0, s-maxage=10, stale-while-revalidate=10, stale-if-error=${WEEK}`;

/** For one reader, who may keep it and asks before each use. */
export const PRIVATE_FILE = "private, no-cache";

/** For one reader, or about this moment. */
export const KEPT_NOWHERE = "private, no-store";
