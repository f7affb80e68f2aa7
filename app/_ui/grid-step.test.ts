import { expect, test } from "vitest";
import { gridStep } from "./grid-step.ts";

test.each([
  ["ArrowRight", 0, 1],
  ["ArrowRight", 9, 9],
  ["ArrowLeft", 0, 0],
  ["ArrowDown", 1, 5],
  ["ArrowDown", 7, 7],
  ["ArrowUp", 5, 1],
  ["Home", 5, 0],
  ["End", 5, 9],
  ["Enter", 5, null],
])("%s from %i of 10 in rows of 4", (key, at, next) => {
  expect(gridStep(key, at, 10, 4)).toBe(next);
});
