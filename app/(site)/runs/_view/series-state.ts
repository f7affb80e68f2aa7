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

export function seriesState(state: SeriesState, action: SeriesAction): SeriesState {
  switch (action.type) {
    case "loaded":
      return load(state, action);
    case "since": {
      const histories = new Map(state.histories);
      const columns = new Map(action.answer.columns.map((one) => [one.id, decodePoints(one)]));
      const epochs = new Map(action.answer.epochs.map((one) => [one.id, decodeEpochs(one)]));
      for (const run of action.answer.runs) {
        const held = histories.get(run.id);
        if (held) histories.set(run.id, grow({ ...held, run }, columns.get(run.id), epochs.get(run.id) ?? []));
      }
      return { ...state, histories };
    }
    case "events": {
      const held = state.histories.get(action.id);
      if (!held) {
        const early = [...(state.early.get(action.id) ?? []), ...action.events];
        return { ...state, early: new Map(state.early).set(action.id, early) };
      }
      return { ...state, histories: new Map(state.histories).set(action.id, withEvents(held, action.events)) };
    }
  }
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

const NO_POINTS: HistoryPoints = { lastSeq: 0, count: [], step: [], at: [], metrics: {} };

function withEvents(history: RunHistory, events: readonly RunEvent[]): RunHistory {
  const { points, epochs } = arrivedOf(
    events.filter(({ seq, data }) => data.type === "epoch" || seq > history.points.lastSeq),
  );
  return grow(history, points, epochs);
}

/** The same object where nothing is new, so that nothing is drawn anew. */
function grow(history: RunHistory, points: HistoryPoints | undefined, epochs: readonly HistoryEpoch[]): RunHistory {
  const joined =
    points && points.step.length > 0
      ? condensePoints(appendPoints(history.points, points), MOST_BUCKETS)
      : history.points;
  return { ...history, points: joined, epochs: appendEpochs(history.epochs, epochs) };
}

/** What the page knows of a run better than the answers that its history came with. */
export const withInfo = (history: RunHistory, known: Omit<RunInfo, "id"> | undefined): RunHistory =>
  known ? { ...history, run: { ...history.run, ...known } } : history;
