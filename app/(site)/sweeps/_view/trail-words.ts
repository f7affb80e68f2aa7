/** Entries of a sweep's audit trail as sentences: "Ada paused this sweep: 2 runs are held". */
import type { inferRouterOutputs } from "@trpc/server";
import type { AppRouter } from "#server/router";

export type TrailEntry = inferRouterOutputs<AppRouter>["sweeps"]["audit"][number];

const count = (runs: number | undefined) => (runs === 1 ? "1 run" : `${runs ?? 0} runs`);

export function trailWords({ action, details: { runs, leftOut } }: Pick<TrailEntry, "action" | "details">): string {
  switch (action) {
    case "sweep-launched":
      return `launched this sweep of ${count(runs)}${leftOut ? `, ${leftOut} combinations left out` : ""}`;
    case "sweep-paused":
      return `paused this sweep: ${count(runs)} held`;
    case "sweep-resumed":
      return `resumed this sweep: ${count(runs)} let go`;
    case "sweep-stopped":
      return `stopped this sweep: ${count(runs)} ended or asked to`;
    case "sweep-cancelled":
      return `cancelled this sweep: ${count(runs)} ended or asked to`;
    case "sweep-deleted":
      return `deleted this sweep with ${count(runs)}`;
    case "sweep-restored":
      return `brought this sweep back with ${count(runs)}`;
    default:
      return action;
  }
}
