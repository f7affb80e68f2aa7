import { describe, expect, test } from "vitest";
import { bestEpoch } from "./best-epoch.ts";
import { type CurveOwner, runCurves } from "./curve-series.ts";
import type { HistoryEpoch, RunHistory } from "./run-history.ts";

const START = Date.UTC(2026, 0, 1);
const OWNER: CurveOwner = { id: "run", label: "deeper", slot: null };
const epoch = (number: number, validationAccuracy: number, validationLoss: number): HistoryEpoch => ({
  epoch: number,
  at: START + number * 60_000,
  trainLoss: 1 / number,
  trainAccuracy: 0.5,
  validationLoss,
  validationAccuracy,
});
const history = (overrides: Partial<RunHistory> = {}, state: RunHistory["run"]["state"] = "running"): RunHistory => ({
  run: { id: "run", state, stepsPerEpoch: 100, startedAt: START },
  points: {
    lastSeq: 9,
    count: [1, 1, 1],
    step: [100, 210, 230],
    at: [START + 50_000, START + 130_000, START + 140_000],
    metrics: {
      accuracy: { mean: [0.4, 0.6, 0.7], min: [0.4, 0.6, 0.7], max: [0.4, 0.6, 0.7], odd: [0, 0, 0] },
      loss: { mean: [2, 0.5, Number.NaN], min: [1, 0.5, Number.NaN], max: [9, 0.5, Number.NaN], odd: [1, 0, 2] },
    },
  },
  epochs: [epoch(1, 0.6, 1), epoch(2, 0.7, 0.9)],
  ...overrides,
});

describe("by epoch", () => {
  test("train lines are means of epochs, and of the updates of the epoch that is running", () => {
    const [train, validation] = runCurves(OWNER, history(), "accuracy", "epoch");
    expect(train).toMatchObject({ role: "train", live: true });
    // Ten updates with 0.6, twenty with 0.7.
    expect(train?.points.map(({ x, y }) => [x, Math.round(y * 1000) / 1000])).toEqual([
      [1, 50],
      [2, 50],
      [2.3, 66.667],
    ]);
    expect(validation?.points).toEqual([
      { x: 1, y: 60 },
      { x: 2, y: 70 },
    ]);
    expect(validation?.best).toEqual({ x: 2, y: 70, label: "best 70.00" });
  });
  test("a run that has ended has no running point", () => {
    expect(runCurves(OWNER, history({}, "cancelled"), "accuracy", "epoch")[0]?.points).toHaveLength(2);
  });
});

describe("by step and time", () => {
  test("train lines are what was measured; validation stands where its epoch ended", () => {
    const [train, validation] = runCurves(OWNER, history(), "accuracy", "step");
    expect(train?.points.map(({ x }) => x)).toEqual([100, 210, 230]);
    expect(validation?.points.map(({ x }) => x)).toEqual([100, 200]);
    const [, byTime] = runCurves(OWNER, history(), "accuracy", "relative");
    expect(byTime?.points.map(({ x }) => x)).toEqual([60, 120]);
    expect(runCurves(OWNER, history(), "accuracy", "wall")[1]?.points[0]?.x).toBe(START + 60_000);
  });
  test("buckets keep their extremes, and what is not finite", () => {
    expect(runCurves(OWNER, history(), "loss", "step")[0]?.points).toEqual([
      { x: 100, y: 2, min: 1, max: 9, nonFinite: Number.NaN },
      { x: 210, y: 0.5 },
      { x: 230, y: Number.POSITIVE_INFINITY },
    ]);
  });
  test("a run from before points were measured shows its epochs", () => {
    const old = history({ points: { lastSeq: 0, count: [], step: [], at: [], metrics: {} } });
    expect(runCurves(OWNER, old, "loss", "step")[0]?.points.map(({ x }) => x)).toEqual([100, 200]);
  });
});

test("the lowest loss is marked; one that is no number is not", () => {
  const epochs = [epoch(1, 0.6, 0.8), epoch(2, 0.7, Number.NaN), epoch(3, 0.7, 0.9)];
  const [, validation] = runCurves(OWNER, history({ epochs }), "loss", "epoch");
  expect(validation?.best).toEqual({ x: 1, y: 0.8, label: "lowest 0.800" });
  expect(validation?.points[1]?.y).toBeNaN();
});

test("what was not measured has no line", () => {
  expect(runCurves(OWNER, history(), "gpu", "step")).toEqual([]);
});

test("of equal epochs the first is the best", () => {
  const point = (number: number) => ({ ...epoch(number, 0.7, 1), seconds: 1, imagesPerSecond: 1 });
  expect(bestEpoch([point(1), point(2)])?.epoch).toBe(1);
  expect(bestEpoch([])).toBeUndefined();
  expect(bestEpoch([{ ...point(1), validationLoss: Number.NaN }])).toBeUndefined();
});
