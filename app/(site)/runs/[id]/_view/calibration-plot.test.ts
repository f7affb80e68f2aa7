import { expect, test } from "vitest";
import type { Calibration } from "#domain/evaluation/calibration";
import { calibrationInWords, FRAME, layOutCalibration } from "./calibration-plot.ts";

const calibration: Calibration = {
  bins: [
    { from: 0, to: 0.5, count: 10, accuracy: 0.5, confidence: 0.4 },
    { from: 0.5, to: 1, count: 0, accuracy: null, confidence: null },
  ],
  count: 10,
  accuracy: 0.5,
  confidence: 0.4,
  error: 0.1,
};

test("a bar reaches to the accuracy, and an empty bin has none", () => {
  const { bars, bottom, floor } = layOutCalibration(calibration, { width: 400, height: 300 });
  const half = (bottom + FRAME.top) / 2;
  expect(bars[0]?.accuracyTop).toBeCloseTo(half, 9);
  expect(bars[0]?.countTop).toBe(floor - FRAME.counts);
  expect(bars[1]).toMatchObject({ accuracyTop: null, confidenceY: null, countTop: floor });
});

test("the sentence says which way it errs", () => {
  const say = (confidence: number) => calibrationInWords({ ...calibration, confidence }).replaceAll("\u00a0", " ");
  expect(say(0.4)).toBe("It is 40.0 % sure on average and right in 50.0 %: it could trust itself more.");
  expect(say(0.6)).toContain("it trusts itself too much");
  expect(say(0.502)).toContain("as sure as it should be");
});
