import { expect, test } from "vitest";
import type { RunEvent, RunEventData } from "#domain/runs/events";
import { NO_HISTORIES, type SeriesState, seriesState } from "./series-state.ts";

const START = Date.UTC(2026, 0, 1);
const info = (id: string, state: "running" | "failed" = "running") => ({
  id,
  state,
  stepsPerEpoch: 100,
  startedAt: START,
});
const event = (seq: number, data: RunEventData): RunEvent => ({ seq, at: START + seq, data });
const epoch = (number: number, trainLoss: number | null): RunEventData => ({
  type: "epoch",
  epoch: number,
  trainLoss,
  trainAccuracy: 0.5,
  validationLoss: null,
  validationAccuracy: 0.6,
  seconds: 9,
  imagesPerSecond: 3000,
});
const progress: RunEventData = {
  type: "progress",
  epoch: 1,
  step: 10,
  stepsPerEpoch: 100,
  loss: 1.2,
  accuracy: 0.5,
  imagesPerSecond: 3000,
};

const loaded = seriesState(NO_HISTORIES, {
  type: "loaded",
  points: { runs: [info("a"), info("b")], columns: [] },
  epochs: [],
});
const state = seriesState(loaded, { type: "events", id: "a", events: [event(5, epoch(1, null))] });
const since = (before: SeriesState, ...runs: ReturnType<typeof info>[]) =>
  seriesState(before, { type: "since", answer: { runs, columns: [], epochs: [] } });

test("an answer without news leaves everything as it is", () => {
  expect(since(state, info("a"), info("b"))).toBe(state);
  expect(since(state, info("gone"))).toBe(state);
});

test("of the runs in an answer only those that changed become others", () => {
  const after = since(state, info("a"), info("b", "failed"));
  expect(after.histories.get("a")).toBe(state.histories.get("a"));
  expect(after.histories.get("b")?.run.state).toBe("failed");
  expect([...after.histories.keys()]).toEqual(["a", "b"]);
});

test("events that carry no point, and those that come twice, change nothing", () => {
  const events = [event(5, epoch(1, null)), event(6, progress)];
  expect(seriesState(state, { type: "events", id: "a", events })).toBe(state);
  expect(seriesState(state, { type: "events", id: "early", events: [] })).toBe(state);
});

test("an epoch that was trained once more is news", () => {
  const after = seriesState(state, { type: "events", id: "a", events: [event(9, epoch(1, 1.5))] });
  expect(after.histories.get("a")?.epochs.map(({ trainLoss }) => trainLoss)).toEqual([1.5]);
  expect(after.histories.get("b")).toBe(state.histories.get("b"));
});
