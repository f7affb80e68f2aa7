/**
 * How a comparison looks, as it stands in its address: which runs, what is hidden, how charts are drawn, which axes and
 * which pair. A run's colour is its slot, which it keeps while others come, go and move.
 */
import { COMPARED_RUNS } from "#domain/limits";
import { POINT_METRIC_IDS, type PointMetric } from "#domain/runs/metrics";
import type { ParallelFilters } from "../../../_ui/chart/parallel-coordinates.tsx";
import type { ChartSettings } from "../../../_ui/chart/series.ts";
import { parseSettings, writeSettings } from "../../../_ui/chart/settings-query.ts";

export type PlacedRun = { id: string; slot: number };

export type CompareView = {
  runs: readonly PlacedRun[];
  /** How many runs the address names beyond those that one comparison holds. */
  leftOut: number;
  /** Slots of runs that are not drawn. */
  hidden: ReadonlySet<number>;
  settings: ChartSettings;
  /** Measures by step that are drawn below accuracy and loss. */
  charts: readonly PointMetric[];
  /** Shows parameters that are the same in all runs, too. */
  identical: boolean;
  /** Lists the measures by step, too. */
  steps: boolean;
  /** Slots of the two runs that are held against each other; null is the first two that can be. */
  pair: { a: number; b: number } | null;
  /** Ids of columns; null is what differs. */
  axes: readonly string[] | null;
  /** Chosen parts of the axes. */
  ranges: ParallelFilters;
  /** Ids of columns; null is a choice by what differs. */
  scatter: { x: string | null; y: string | null };
};

const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/;
/** More axes than this nobody reads. */
export const MAX_AXES = 12;
const COLUMN = /^[A-Za-z0-9.]{1,60}$/;

const listed = (text: string | null): string[] => (text ? text.split(",") : []);
const toSlot = (text: string | undefined): number | null =>
  text !== undefined && /^\d{1,3}$/.test(text) ? Number(text) : null;
const slotsOf = (text: string | null): number[] => listed(text).flatMap((part) => toSlot(part) ?? []);

/** The smallest slot that none of `runs` has. */
export function freeSlot(runs: readonly PlacedRun[]): number {
  const taken = new Set(runs.map(({ slot }) => slot));
  let slot = 0;
  while (taken.has(slot)) slot++;
  return slot;
}

/** Runs as an address names them: `slots` is left out where each has the slot of its place. */
function placeRuns(ids: readonly string[], slots: readonly number[]): Pick<CompareView, "runs" | "leftOut"> {
  const known = [...new Set(ids.map((id) => id.trim().toLowerCase()).filter((id) => UUID.test(id)))];
  const isGiven = slots.length === known.length && new Set(slots).size === slots.length;
  const runs = known
    .slice(0, COMPARED_RUNS.max)
    .map((id, place) => ({ id, slot: isGiven ? (slots[place] ?? place) : place }));
  return { runs, leftOut: known.length - runs.length };
}

/** Reads an address. What it does not understand it leaves out: an old or mistyped link still opens. */
export function parseView(params: URLSearchParams, fixed?: readonly string[]): CompareView {
  const { runs, leftOut } = placeRuns(fixed ?? listed(params.get("runs")), slotsOf(params.get("slots")));
  const slots = new Set(runs.map(({ slot }) => slot));
  const [a, b] = slotsOf(params.get("pair"));
  const metrics = new Set(listed(params.get("charts")));
  return {
    runs,
    leftOut,
    hidden: new Set(slotsOf(params.get("hide")).filter((slot) => slots.has(slot))),
    settings: parseSettings(params),
    charts: POINT_METRIC_IDS.filter((metric) => metrics.has(metric)),
    identical: params.get("identical") === "1",
    steps: params.get("steps") === "1",
    pair: a !== undefined && b !== undefined && a !== b && slots.has(a) && slots.has(b) ? { a, b } : null,
    axes: params.has("axes")
      ? [...new Set(listed(params.get("axes")).filter((id) => COLUMN.test(id)))].slice(0, MAX_AXES)
      : null,
    ranges: parseRanges(params.get("ranges")),
    scatter: { x: columnOf(params.get("sx")), y: columnOf(params.get("sy")) },
  };
}

const columnOf = (text: string | null) => (text && COLUMN.test(text) ? text : null);

/** `learningRate:0.1:0.5,…`: shares of an axis. */
function parseRanges(text: string | null): ParallelFilters {
  const ranges = listed(text).flatMap((part) => {
    const [id = "", low = "", high = ""] = part.split(":");
    const range = { low: Number(low), high: Number(high) };
    const isRange = COLUMN.test(id) && range.low >= 0 && range.high <= 1 && range.low <= range.high;
    return isRange && low !== "" && high !== "" ? [[id, range] as const] : [];
  });
  return Object.fromEntries(ranges.slice(0, MAX_AXES));
}

const isInPlace = (runs: readonly PlacedRun[]) => runs.every(({ slot }, place) => slot === place);
const share = (value: number) => String(Number(value.toFixed(4)));

/**
 * The query of an address for `view`, without what is the default; "" or "a=…&b=…".
 *
 * @param withRuns whether the address has to name the runs; that of a shared link does not
 */
export function viewQuery(view: CompareView, withRuns: boolean): string {
  const params = writeSettings(view.settings, new URLSearchParams());
  const set = (key: string, value: string | false | null) => value && params.set(key, value);
  if (withRuns) set("runs", view.runs.map(({ id }) => id).join(","));
  set("slots", !isInPlace(view.runs) && view.runs.map(({ slot }) => slot).join(","));
  set("hide", [...view.hidden].sort((a, b) => a - b).join(","));
  set("charts", view.charts.join(","));
  set("identical", view.identical && "1");
  set("steps", view.steps && "1");
  set("pair", view.pair && `${view.pair.a},${view.pair.b}`);
  if (view.axes) params.set("axes", view.axes.join(","));
  const ranges = Object.entries(view.ranges).map(([id, { low, high }]) => `${id}:${share(low)}:${share(high)}`);
  set("ranges", ranges.join(","));
  set("sx", view.scatter.x);
  set("sy", view.scatter.y);
  // Commas and colons need no escape in a query, and addresses are read by people, too.
  return params.toString().replaceAll("%2C", ",").replaceAll("%3A", ":");
}

export const EMPTY_VIEW: CompareView = parseView(new URLSearchParams());

/** The view with one run more, in a colour that is free. */
export const withRun = (view: CompareView, id: string): CompareView =>
  view.runs.some((run) => run.id === id) || view.runs.length >= COMPARED_RUNS.max
    ? view
    : { ...view, runs: [...view.runs, { id, slot: freeSlot(view.runs) }] };

/** The view without these runs, and without what it said about them. */
export function withoutRuns(view: CompareView, ids: readonly string[]): CompareView {
  const runs = view.runs.filter(({ id }) => !ids.includes(id));
  const slots = new Set(runs.map(({ slot }) => slot));
  const { pair } = view;
  return {
    ...view,
    runs,
    hidden: new Set([...view.hidden].filter((slot) => slots.has(slot))),
    pair: pair && slots.has(pair.a) && slots.has(pair.b) ? pair : null,
  };
}

/** The view with a run moved by so many places. */
export function withMoved(view: CompareView, id: string, by: 1 | -1): CompareView {
  const runs = [...view.runs];
  const from = runs.findIndex((run) => run.id === id);
  const to = from + by;
  const moved = runs[from];
  const other = runs[to];
  if (!moved || !other) return view;
  runs[to] = moved;
  runs[from] = other;
  return { ...view, runs };
}

export const withToggled = (view: CompareView, slot: number): CompareView => {
  const hidden = new Set(view.hidden);
  if (!hidden.delete(slot)) hidden.add(slot);
  return { ...view, hidden };
};
