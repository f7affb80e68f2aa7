import { expect, test } from "vitest";
import type { RunEvent, RunEventData } from "#domain/runs/events";
import { rungReached } from "./rung-reached.ts";

const epoch = (number: number): RunEventData => ({
  type: "epoch",
  epoch: number,
  trainLoss: 1,
  trainAccuracy: 0.5,
  validationLoss: 1,
  validationAccuracy: 0.5,
  seconds: 1,
  imagesPerSecond: 1,
});
const progress = (number: number): RunEventData => ({
  type: "progress",
  epoch: number,
  step: 1,
  stepsPerEpoch: 2,
  loss: 1,
  accuracy: 0.5,
  imagesPerSecond: 1,
});
const log = (...data: RunEventData[]): RunEvent[] => data.map((item, i) => ({ seq: i + 1, at: 0, data: item }));

test("a run waits at a rung until it trains on or stops", () => {
  expect(rungReached([], [1, 3])).toBeNull();
  expect(rungReached(log(progress(1), epoch(1)), [1, 3])).toBe(1);
  expect(rungReached(log(epoch(1), epoch(2)), [1, 3])).toBeNull();
  expect(rungReached(log(epoch(1), progress(2)), [1, 3])).toBeNull();
  expect(rungReached(log(epoch(1), { type: "stopping", epoch: 1 }), [1, 3])).toBeNull();
});
