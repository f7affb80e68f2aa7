import type { RunEvent } from "#domain/runs/events";
import { historyOf } from "./run-history.ts";

/** The rung at which a run waits for its verdict: its last epoch is one, and nothing was trained after it. */
export function rungReached(events: readonly RunEvent[], rungs: readonly number[]): number | null {
  const { lastEpoch, stopping } = historyOf(events);
  const wentOn = events.some(({ data }) => data.type === "progress" && data.epoch > lastEpoch);
  return rungs.includes(lastEpoch) && !stopping && !wentOn ? lastEpoch : null;
}
