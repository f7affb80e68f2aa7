import { expect, test } from "vitest";
import { nextTile } from "./use-grid-keys.ts";

test("arrow keys move within a grid of eight tiles in three columns and stop at its edges", () => {
  const move = (key: string, at: number) => nextTile(key, at, 8, 3);
  expect(["ArrowRight", "ArrowLeft", "ArrowDown", "ArrowUp"].map((key) => move(key, 4))).toEqual([5, 3, 7, 1]);
  expect([move("ArrowLeft", 0), move("ArrowUp", 2), move("ArrowDown", 5), move("ArrowRight", 7)]).toEqual([0, 2, 5, 7]);
  expect([move("Home", 4), move("End", 4), move("a", 4)]).toEqual([0, 7, null]);
});
