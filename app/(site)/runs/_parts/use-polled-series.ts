"use client";
import { type Dispatch, useEffect, useEffectEvent } from "react";
import { POINT_METRIC_IDS } from "#domain/runs/metrics";
import { isTerminal } from "#domain/runs/states";
import { useTRPCClient } from "../../../_trpc/client.ts";
import type { RunHistory } from "../_view/run-history.ts";
import { BUCKETS, type SeriesAction } from "../_view/series-state.ts";

/** Between two questions, so that a point is on the screen within a second of its writing. */
const EVERY_MS = 500;
/** After a question that failed. */
const AGAIN_MS = 3_000;

/** Asks for what came after the histories that are here, while one of these runs lives and the page is seen. */
export function usePolledSeries(
  ids: readonly string[],
  histories: ReadonlyMap<string, RunHistory>,
  dispatch: Dispatch<SeriesAction>,
): void {
  const client = useTRPCClient();
  const living = ids.filter((id) => {
    const run = histories.get(id)?.run;
    return run && !isTerminal(run.state);
  });

  const ask = useEffectEvent(async (isOver: () => boolean): Promise<number> => {
    if (document.hidden) return EVERY_MS;
    const runs = living.flatMap((id) => {
      const held = histories.get(id);
      return held ? [{ id, seq: held.points.lastSeq, epoch: held.epochs.at(-1)?.epoch ?? 0 }] : [];
    });
    try {
      const answer = await client.series.since.query({ runs, metrics: POINT_METRIC_IDS, buckets: BUCKETS });
      if (!isOver()) dispatch({ type: "since", answer });
      return EVERY_MS;
    } catch {
      return AGAIN_MS;
    }
  });

  const isLiving = living.length > 0;
  useEffect(() => {
    if (!isLiving) return;
    let over = false;
    let timer: ReturnType<typeof setTimeout>;
    const next = (ms: number) => {
      timer = setTimeout(async () => {
        const wait = await ask(() => over);
        if (!over) next(wait);
      }, ms);
    };
    next(EVERY_MS);
    return () => {
      over = true;
      clearTimeout(timer);
    };
  }, [isLiving]);
}
