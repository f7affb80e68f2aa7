/** What the pages have to reach, and for scale what MLflow was found to take. */

export type Goal = { label: string; limitMs: number; theirs: { ms: number; what: string } | null };

/**
 * MLflow's figures were measured apart from this bench, with Postgres on a machine such as the one this was made for (two
 * cores); they are not measured here, so they make no ratios.
 */
export const GOALS = {
  "runsTable.p95Ms": {
    label: "runs table, first page, at the server, p95",
    limitMs: 60,
    theirs: { ms: 94, what: "run search at 10,000 runs, one client, p50 (1,349 with twenty)" },
  },
  "compare.serverMs": { label: "comparison, at the server, p50", limitMs: 400, theirs: null },
  "compare.inkMs": {
    label: "comparison, to drawn charts",
    limitMs: 2_000,
    theirs: { ms: 14_500, what: "10 runs × 8 metrics × 10,000 points, to drawn charts" },
  },
  "compare.longestTaskMs": {
    label: "comparison, longest task",
    limitMs: 200,
    theirs: { ms: 10_500, what: "main thread blocked in all, same page" },
  },
  "ingest.p95Ms": {
    label: "batch of 10 events, 20 runs at once, p95",
    limitMs: 10,
    theirs: { ms: 404, what: "batch of 10 metrics, twenty clients, p95 (60 with one)" },
  },
  "live.p95Ms": { label: "from the trainer to a drawn point, p95", limitMs: 1_000, theirs: null },
} as const satisfies Record<string, Goal>;

export type GoalName = keyof typeof GOALS;
