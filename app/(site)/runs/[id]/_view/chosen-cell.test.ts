import { expect, test } from "vitest";
import { cellIn, commonestMistake, searchWithCell } from "./chosen-cell.ts";

const classes = ["cat", "dog", "ship"];

test("an address keeps the cell beside what else it says", () => {
  const search = searchWithCell(new URLSearchParams("x=epoch"), classes, { truth: 1, answer: 0 });
  expect(search.toString()).toBe("x=epoch&truth=dog&answer=cat");
  expect(cellIn(search, classes)).toEqual({ truth: 1, answer: 0 });
});

test("an address that names no class of the data set chooses nothing", () => {
  expect(cellIn(new URLSearchParams("truth=dog&answer=unicorn"), classes)).toBeNull();
  expect(cellIn(new URLSearchParams("truth=dog"), classes)).toBeNull();
  expect(cellIn(new URLSearchParams(), classes)).toBeNull();
});

test("the commonest mistake is off the diagonal", () => {
  const counts = [
    [90, 3, 1],
    [7, 80, 7],
    [0, 0, 95],
  ];
  expect(commonestMistake(counts)).toEqual({ truth: 1, answer: 0 });
  expect(
    commonestMistake([
      [5, 0],
      [0, 5],
    ]),
  ).toBeNull();
});
