/**
 * Queries of the API whose answer is the same for everybody, so that shared caches may keep it. Asked for under
 * `/api/public/<name>`, as a visitor whoever asks.
 */
export const PUBLIC_QUERIES = [
  "models.leaderboard",
  "models.leaderboardPoints",
  "models.byId",
  "models.usable",
  "collections.byId",
  "collections.version",
  "datasets.byId",
  "datasets.list",
] as const;

type PublicQuery = (typeof PUBLIC_QUERIES)[number];

export const isPublicQuery = (name: string): name is PublicQuery => PUBLIC_QUERIES.some((known) => known === name);
