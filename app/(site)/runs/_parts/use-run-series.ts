"use client";
import { useQuery } from "@tanstack/react-query";
import { startTransition, useCallback, useDeferredValue, useEffect, useMemo, useReducer, useRef } from "react";
import type { RunEvent } from "#domain/runs/events";
import { useTRPC } from "../../../_trpc/client.ts";
import type { ChartSeries, XAxis, XRange } from "../../../_ui/chart/series.ts";
import { useDebounced } from "../../experiments/new/_parts/use-debounced.ts";
import type { CurveId } from "../_view/curve-kinds.ts";
import { type CurveOwner, runCurves } from "../_view/curve-series.ts";
import { pointsInput } from "../_view/points-input.ts";
import { decodePoints, type RunHistory, type RunInfo } from "../_view/run-history.ts";
import { NO_HISTORIES, seriesState, withInfo } from "../_view/series-state.ts";
import { usePolledSeries } from "./use-polled-series.ts";

const SETTLED_MS = 150;

export type SeriesOwner = CurveOwner & {
  /** Of a run whose page follows its events: how it is now. Its points then come by `receive`, others are polled. */
  known?: Omit<RunInfo, "id">;
};

export type RunSeries = {
  /** Lines of a curve, of all runs in their order; the same array while nothing has changed. */
  seriesOf: (curve: CurveId) => readonly ChartSeries[];
  /** Whether a run has measured this. */
  measured: (curve: CurveId) => boolean;
  status: "pending" | "error" | "success";
  retry: () => void;
  /** Runs that were asked for and are not there, or not for this reader. */
  missing: readonly string[];
  /** Runs that are there and have measured nothing. */
  silent: readonly string[];
  receive: (id: string, events: readonly RunEvent[]) => void;
};

/**
 * Curves of up to fifty runs. Their histories are loaded once, put together in buckets, and grow by what comes after
 * them; a zoom fetches the finer buckets of its range and shows the coarse ones until they are there.
 */
export function useRunSeries(
  owners: readonly SeriesOwner[],
  { x, zoom }: { x: XAxis; zoom: XRange | null },
): RunSeries {
  const trpc = useTRPC();
  const ids = owners.map(({ id }) => id);
  const forever = { staleTime: Number.POSITIVE_INFINITY, enabled: ids.length > 0 };
  const points = useQuery(trpc.series.points.queryOptions(pointsInput(ids), forever));
  const epochs = useQuery(trpc.series.epochs.queryOptions({ ids }, forever));
  const [state, dispatch] = useReducer(seriesState, NO_HISTORIES, (start) =>
    points.data && epochs.data
      ? seriesState(start, { type: "loaded", points: points.data, epochs: epochs.data })
      : start,
  );
  // What was there at first is in the state since it began.
  const taken = useRef({ points: points.data, epochs: epochs.data });
  useEffect(() => {
    if (!points.data || !epochs.data) return;
    if (taken.current.points === points.data && taken.current.epochs === epochs.data) return;
    taken.current = { points: points.data, epochs: epochs.data };
    const loaded = { type: "loaded", points: points.data, epochs: epochs.data } as const;
    startTransition(() => dispatch(loaded));
  }, [points.data, epochs.data]);

  const polled = owners.filter(({ known }) => !known).map(({ id }) => id);
  usePolledSeries(polled, state.histories, dispatch);

  // Who walks along a zoomed chart moves it with every step: only where they stop is looked at closely.
  const settled = useDebounced(zoom, SETTLED_MS);
  const isCoarse = [...state.histories.values()].some((one) => one.points.count.some((count) => count > 1));
  const fine = useQuery(
    trpc.series.points.queryOptions(
      { ...pointsInput(ids), ...(settled ? { range: { x, ...settled } } : {}) },
      { staleTime: Number.POSITIVE_INFINITY, enabled: settled !== null && settled === zoom && isCoarse },
    ),
  );
  const fetched = useMemo(
    () =>
      settled && settled === zoom && fine.data
        ? new Map(fine.data.columns.map((one) => [one.id, decodePoints(one)]))
        : null,
    [zoom, settled, fine.data],
  );
  // All charts change when it comes: in pieces, so that pointer and keys are heard meanwhile.
  const finePoints = useDeferredValue(fetched);

  const cache = useMemo(() => {
    const { histories } = state;
    const made = new Map<CurveId, readonly ChartSeries[]>();
    return (curve: CurveId): readonly ChartSeries[] => {
      const known = made.get(curve);
      if (known) return known;
      const series = owners.flatMap((owner) => {
        const history = histories.get(owner.id);
        if (!history) return [];
        const coarse = runCurves(owner, withInfo(history, owner.known), curve, x);
        const closer = finePoints?.get(owner.id);
        // By epochs, these two are means that no closer look changes.
        const isByEpoch = x === "epoch" && (curve === "accuracy" || curve === "loss");
        if (!closer || !zoom || isByEpoch) return coarse;
        return refine(coarse, runCurves(owner, { ...withInfo(history, owner.known), points: closer }, curve, x), zoom);
      });
      made.set(curve, series);
      return series;
    };
  }, [state, owners, x, zoom, finePoints]);

  const receive = useCallback(
    (id: string, events: readonly RunEvent[]) => dispatch({ type: "events", id, events }),
    [],
  );
  const failed = points.status === "error" || epochs.status === "error";
  const ready = points.status === "success" && epochs.status === "success";
  return {
    seriesOf: cache,
    measured: (curve) => cache(curve).length > 0,
    status: ids.length === 0 || ready ? "success" : failed ? "error" : "pending",
    retry: () => {
      points.refetch();
      epochs.refetch();
    },
    missing: ready ? ids.filter((id) => !points.data.runs.some((run) => run.id === id)) : [],
    silent: [...state.histories.values()].filter(isSilent).map(({ run }) => run.id),
    receive,
  };
}

const isSilent = ({ points, epochs }: RunHistory) => points.step.length === 0 && epochs.length === 0;

/** Within the zoom the finer points, and the coarse ones before and behind what those span. */
function refine(coarse: readonly ChartSeries[], fine: readonly ChartSeries[], zoom: XRange): ChartSeries[] {
  return coarse.map((series) => {
    const closer = fine.find(({ key }) => key === series.key)?.points.filter(({ x }) => x >= zoom.from && x <= zoom.to);
    const [first, last] = [closer?.[0], closer?.at(-1)];
    if (!closer || !first || !last) return series;
    const before = series.points.filter(({ x }) => x < first.x);
    return { ...series, points: [...before, ...closer, ...series.points.filter(({ x }) => x > last.x)] };
  });
}
