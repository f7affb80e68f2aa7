import { expect, it } from "vitest";
import { movesOf } from "./queue-moves.ts";

const rows = ["a", "b", "c"].map((id) => ({ id }));

it("says before which run each move puts it", () => {
  expect(movesOf(rows, "a", true)).toEqual({ first: undefined, up: undefined, down: "c" });
  expect(movesOf(rows, "b", true)).toEqual({ first: "a", up: "a", down: null });
  expect(movesOf(rows, "c", true)).toEqual({ first: "a", up: "b", down: undefined });
});

it("goes to no end that is not shown", () => {
  expect(movesOf(rows, "b", false).down).toBeUndefined();
});
