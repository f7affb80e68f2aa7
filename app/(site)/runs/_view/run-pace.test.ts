import { describe, expect, it } from "vitest";
import { presetSpec } from "#domain/experiments/presets";
import { paceOf, runSecondsLeft } from "./run-pace.ts";

const spec = presetSpec("scratch");
const run = {
  spec,
  state: "running",
  epochs: 10,
  epoch: 3,
  step: 625,
  stepsPerEpoch: 1250,
  imagesPerSecond: 4000,
} as const;
const point = (epoch: number) => ({
  epoch,
  trainLoss: 1,
  trainAccuracy: 0.5,
  validationLoss: 1,
  validationAccuracy: 0.5,
  seconds: 10,
  imagesPerSecond: 4000,
});
const feed = { epochs: [point(1), point(2)], now: null };

describe("how far a run is", () => {
  it("is told by its row before its first progress event, and by its epochs once it trains no more", () => {
    expect(paceOf(run, feed)).toMatchObject({ epoch: 3, step: 625 });
    expect(paceOf({ ...run, state: "failed" }, feed)).toMatchObject({ epoch: 2, step: 1250 });
  });
  it("ends with the epoch that it is in when it is asked to stop", () => {
    const pace = paceOf(run, feed);
    expect(runSecondsLeft({ command: "none" }, pace)).toBe(75);
    expect(runSecondsLeft({ command: "stop" }, pace)).toBe(5);
  });
});
