/** Histories of the runs of a page, as they are loaded and as they grow. Events and answers may come twice or early. */
import type { inferRouterOutputs } from "@trpc/server";
import type { RunEvent } from "#domain/runs/events";
import type { AppRouter } from "#server/router";
import { arrivedOf } from "./arrived.ts";
import { condensePoints } from "./condense-points.ts";
import {
  appendEpochs,
  appendPoints,
  decodeEpochs,
  decodePoints,
  type HistoryEpoch,
  type HistoryPoints,
  isAlike,
  NO_POINTS,
  type RunHistory,
  type RunInfo,
} from "./run-history.ts";

type Outputs = inferRouterOutputs<AppRouter>["series"];

export type SeriesState = {
  histories: ReadonlyMap<string, RunHistory>;
  /** What happened to runs whose history is not here yet. */
  early: ReadonlyMap<string, readonly RunEvent[]>;
};
export const NO_HISTORIES: SeriesState = { histories: new Map(), early: new Map() };

export type SeriesAction =
  /** All there is of these runs. */
  | { type: "loaded"; points: Outputs["points"]; epochs: Outputs["epochs"] }
  /** What came after what is here. */
  | { type: "since"; answer: Outputs["since"] }
  | { type: "events"; id: string; events: readonly RunEvent[] };

/** Buckets of a run that grows while one looks: twice as many as are asked for, so that it is seldom put together anew. */
export const BUCKETS = 300;
const MOST_BUCKETS = 2 * BUCKETS;

/** The state itself where events or an answer bring nothing new, as most do, so that no chart is drawn anew. */
export function seriesState(state: SeriesState, action: SeriesAction): SeriesState {
  switch (action.type) {
    case "loaded":
      return load(state, action);
    case "since": {
      const columns = new Map(action.answer.columns.map((one) => [one.id, decodePoints(one)]));
      const epochs = new Map(action.answer.epochs.map((one) => [one.id, decodeEpochs(one)]));
      const grown = action.answer.runs.flatMap((run) => {
        const held = state.histories.get(run.id);
        return held ? [grow(told(held, run), columns.get(run.id), epochs.get(run.id) ?? [])] : [];
      });
      return withHistories(state, grown);
    }
    case "events": {
      const held = state.histories.get(action.id);
      if (action.events.length === 0) return state;
      if (!held) {
        const early = [...(state.early.get(action.id) ?? []), ...action.events];
        return { ...state, early: new Map(state.early).set(action.id, early) };
      }
      return withHistories(state, [withEvents(held, action.events)]);
    }
  }
}

function withHistories(state: SeriesState, histories: readonly RunHistory[]): SeriesState {
  const changed = histories.filter((history) => state.histories.get(history.run.id) !== history);
  if (changed.length === 0) return state;
  return { ...state, histories: new Map([...state.histories, ...changed.map((one) => [one.run.id, one] as const)]) };
}

function load(state: SeriesState, { points, epochs }: Extract<SeriesAction, { type: "loaded" }>): SeriesState {
  const columns = new Map(points.columns.map((one) => [one.id, one]));
  const epochsOf = new Map(epochs.map((one) => [one.id, one]));
  const histories = new Map<string, RunHistory>();
  for (const run of points.runs) {
    const [wire, wireEpochs] = [columns.get(run.id), epochsOf.get(run.id)];
    const held = state.histories.get(run.id);
    const loaded: RunHistory = {
      run,
      points: wire ? decodePoints(wire) : NO_POINTS,
      epochs: wireEpochs ? decodeEpochs(wireEpochs) : [],
    };
    const known = held && held.points.lastSeq > loaded.points.lastSeq ? held : loaded;
    histories.set(run.id, withEvents(known, state.early.get(run.id) ?? []));
  }
  return { histories, early: new Map() };
}

function withEvents(history: RunHistory, events: readonly RunEvent[]): RunHistory {
  const { points, epochs } = arrivedOf(
    events.filter(({ seq, data }) => data.type === "epoch" || seq > history.points.lastSeq),
  );
  return grow(history, points, epochs);
}

/** The history, and what is known of its run by now. */
const told = (history: RunHistory, run: RunInfo): RunHistory =>
  isAlike(history.run, run) ? history : { ...history, run };

function grow(history: RunHistory, points: HistoryPoints | undefined, epochs: readonly HistoryEpoch[]): RunHistory {
  const joined =
    points && points.step.length > 0
      ? condensePoints(appendPoints(history.points, points), MOST_BUCKETS)
      : history.points;
  const all = appendEpochs(history.epochs, epochs);
  return joined === history.points && all === history.epochs ? history : { ...history, points: joined, epochs: all };
}

/** What the page knows of a run better than the answers that its history came with. */
export const withInfo = (history: RunHistory, known: Omit<RunInfo, "id"> | undefined): RunHistory =>
  known ? { ...history, run: { ...history.run, ...known } } : history;
