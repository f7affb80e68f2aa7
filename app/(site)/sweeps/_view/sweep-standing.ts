/** How a sweep stands: what became of its runs, in counts and in words. */
import { isTerminal, type RunState } from "#domain/runs/states";
import type { SweepState } from "#domain/sweeps/states";

type StandingRun = { state: RunState; held: boolean; endedEarly: boolean; pruned: object | null };

/** What stands for a run in the bar of progress, and is counted. */
export type RunKind = "done" | "pruned" | "stopped" | "running" | "waiting" | "held" | "failed" | "cancelled";

export function kindOf({ state, held, endedEarly, pruned }: StandingRun): RunKind {
  switch (state) {
    case "queued":
      return held ? "held" : "waiting";
    case "succeeded":
      return pruned ? "pruned" : endedEarly ? "stopped" : "done";
    case "running":
    case "failed":
    case "cancelled":
      return state;
  }
}

export const isOver = (runs: readonly Pick<StandingRun, "state">[]): boolean =>
  runs.every(({ state }) => isTerminal(state));

/** One or two words for the head of the page and the list. */
export function sweepInWords(state: SweepState, over: boolean): string {
  switch (state) {
    case "running":
      return over ? "finished" : "running";
    case "paused":
      return over ? "finished" : "paused";
    case "stopped":
      return over ? "stopped" : "stopping";
    case "cancelled":
      return over ? "cancelled" : "being cancelled";
  }
}

/** The mark that goes with these words: the shapes of runs. */
export function sweepMark(state: SweepState, over: boolean): RunState {
  if (state === "cancelled") return "cancelled";
  if (over) return "succeeded";
  return state === "paused" ? "queued" : "running";
}

const WORDS: Record<RunKind, string> = {
  done: "done",
  pruned: "stopped as losers",
  stopped: "stopped early",
  running: "running",
  waiting: "waiting",
  held: "held",
  failed: "failed",
  cancelled: "cancelled",
};
const ORDER = Object.keys(WORDS) as RunKind[];

/** "12 done, 1 running, 3 waiting": what there is none of is left out. */
export function countsInWords(runs: readonly StandingRun[]): string {
  const counts = new Map<RunKind, number>();
  for (const run of runs) counts.set(kindOf(run), (counts.get(kindOf(run)) ?? 0) + 1);
  return ORDER.flatMap((kind) => (counts.has(kind) ? `${counts.get(kind)} ${WORDS[kind]}` : [])).join(", ");
}
