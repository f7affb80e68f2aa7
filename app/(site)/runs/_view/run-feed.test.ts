import { expect, test } from "vitest";
import type { RunEvent, RunEventData } from "#domain/runs/events";
import { applyEvents, emptyFeed, feedOf, withEarlier } from "./run-feed.ts";

const event = (seq: number, data: RunEventData): RunEvent => ({ seq, at: 1_700_000_000_000 + seq, data });
const progress = (epoch: number, step: number): RunEventData => ({
  type: "progress",
  epoch,
  step,
  stepsPerEpoch: 100,
  loss: 1.2,
  accuracy: 0.5,
  imagesPerSecond: 3000,
});
const epoch = (number: number, validationAccuracy: number): RunEventData => ({
  type: "epoch",
  epoch: number,
  trainLoss: 1.1,
  trainAccuracy: 0.55,
  validationLoss: 1,
  validationAccuracy,
  seconds: 9,
  imagesPerSecond: 3000,
});

test("progress is the latest one and stays out of the log", () => {
  const feed = applyEvents(emptyFeed, [event(1, progress(1, 10)), event(2, progress(1, 20))]);
  expect(feed.now?.step).toBe(20);
  expect(feed.log).toEqual([]);
  expect(feed.lastSeq).toBe(2);
});

test("an epoch becomes a point and ends the progress", () => {
  const feed = applyEvents(emptyFeed, [event(1, progress(1, 99)), event(2, epoch(1, 0.6))]);
  expect(feed.now).toBeNull();
  expect(feed.epochs.map((row) => row.validationAccuracy)).toEqual([0.6]);
  expect(feed.epochs[0]).not.toHaveProperty("type");
});

test("a replayed event changes nothing", () => {
  const once = applyEvents(emptyFeed, [event(1, epoch(1, 0.6)), event(2, progress(2, 5))]);
  expect(applyEvents(once, [event(1, epoch(1, 0.1)), event(2, progress(2, 1))])).toBe(once);
});

test("an epoch that is trained again after a restart replaces its point", () => {
  const feed = applyEvents(emptyFeed, [event(1, epoch(1, 0.6)), event(2, epoch(2, 0.7)), event(3, epoch(2, 0.71))]);
  expect(feed.epochs.map((row) => [row.epoch, row.validationAccuracy])).toEqual([
    [1, 0.6],
    [2, 0.71],
  ]);
});

test("a restart drops the current point, which its batches have to earn again", () => {
  const engine = {
    kind: "wasm",
    version: "4.22.0",
    tfjs: "4.22.0",
    device: "cpu",
    deviceName: "CPU",
    threads: 1,
    precision: "float32",
    node: "24",
    platform: "linux",
  } as const;
  const feed = applyEvents(emptyFeed, [
    event(1, progress(2, 60)),
    event(2, { type: "resumed", engine, trainer: "t", epoch: 1, step: 0 }),
  ]);
  expect(feed.now).toBeNull();
  expect(feed.log.map(({ data }) => data.type)).toEqual(["resumed"]);
});

test("loaded epochs and loaded events make one history, whichever is longer", () => {
  const { type: _, ...first } = epoch(1, 0.6) as Extract<RunEventData, { type: "epoch" }>;
  const feed = feedOf([first], [event(7, epoch(2, 0.7))], 9);
  expect(feed.epochs.map((row) => row.epoch)).toEqual([1, 2]);
  expect(feed.lastSeq).toBe(9);
});

test("statistics of layers stay out of the log, and the feed knows the latest", () => {
  const feed = applyEvents(emptyFeed, [event(1, epoch(1, 0.6)), event(2, { type: "layers", epoch: 1, layers: [] })]);
  expect(feed.layersEpoch).toBe(1);
  expect(feed.log.map(({ data }) => data.type)).toEqual(["epoch"]);
});

test("what was missing in the middle of the log is put where it belongs", () => {
  const line = (seq: number) => event(seq, { type: "log", level: "info", message: `line ${seq}` });
  const feed = applyEvents(feedOf([], [line(1), line(2)], 9), [line(10)]);
  const whole = withEarlier(feed, [line(2), line(4), line(9)]);
  expect(whole.log.map(({ seq }) => seq)).toEqual([1, 2, 4, 9, 10]);
  expect(whole.lastSeq).toBe(10);
});

test("what is fetched and comes live as well stands in the log once", () => {
  const line = (seq: number) => event(seq, { type: "log", level: "info", message: `line ${seq}` });
  const fetched = withEarlier(feedOf([], [line(1)], 2), [line(2), line(3)]);
  expect(applyEvents(fetched, [line(3)]).log.map(({ seq }) => seq)).toEqual([1, 2, 3]);
});

test("features on their way stay out of the log, and end the progress of an attempt before", () => {
  const features: RunEventData = { type: "features", phase: "computing", done: 1, total: 2, imagesPerSecond: null };
  const feed = applyEvents(emptyFeed, [event(1, progress(1, 10)), event(2, features)]);
  expect(feed).toMatchObject({ lastSeq: 2, now: null, log: [] });
  expect(withEarlier(feed, [event(1, features)]).log).toEqual([]);
});
