import { expect, test } from "vitest";
import { panTo, zoomIn, zoomOut } from "./zoom-range.ts";

const whole = { from: 0, to: 100 };

test("zooms in around a place and out again", () => {
  const near = zoomIn(whole, 20);
  expect(near).toEqual({ from: 10, to: 60 });
  expect(zoomOut(zoomIn(near, 20), 20, whole)).toEqual(near);
});

test("ends where nothing more can be told apart", () => {
  let range = whole;
  for (let times = 0; times < 100; times++) range = zoomIn(range, 50);
  expect(range.to).toBeGreaterThan(range.from);
  expect(zoomIn(range, 50)).toBe(range);
});

test("stays within what there is, and ends zooming when all is seen", () => {
  expect(zoomOut({ from: 0, to: 30 }, 10, whole)).toEqual({ from: 0, to: 50 });
  expect(zoomOut({ from: 10, to: 90 }, 50, whole)).toBeNull();
});

test("follows a place that leaves it", () => {
  expect(panTo({ from: 10, to: 20 }, 25)).toEqual({ from: 15, to: 25 });
  expect(panTo({ from: 10, to: 20 }, 12)).toEqual({ from: 10, to: 20 });
});
