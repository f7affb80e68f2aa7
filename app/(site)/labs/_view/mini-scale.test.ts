import { expect, it } from "vitest";
import { linePath, miniScale } from "./mini-scale.ts";

const BOX = { width: 120, height: 70, left: 10, right: 10, top: 10, bottom: 10 };
const epoch = (n: number, validationAccuracy: number) => ({
  epoch: n,
  trainLoss: null,
  trainAccuracy: 0,
  validationLoss: null,
  validationAccuracy,
});

it("lays epochs out from edge to edge and shares from bottom to top", () => {
  const scale = miniScale(BOX, 5);
  expect([scale.x(1), scale.x(5)]).toEqual([10, 110]);
  expect([scale.y(0), scale.y(1)]).toEqual([60, 10]);
  expect(scale.ticks).toEqual([1, 2, 5]);
  expect(linePath([epoch(1, 0.5), epoch(2, 1)], scale, (one) => one.validationAccuracy)).toBe("M10 35L35 10");
});

it("holds a training of one epoch", () => {
  const scale = miniScale(BOX, 1);
  expect(scale.x(1)).toBe(10);
  expect(scale.ticks).toEqual([1]);
});
