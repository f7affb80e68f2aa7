import { expect, test } from "vitest";
import { pageNumber, rowsOn } from "./paging.ts";

test.each([
  ["3", 3],
  ["0", 1],
  ["-2", 1],
  ["1e9", 1],
  [undefined, 1],
  [["2", "3"], 1],
])("page %j", (asked, page) => {
  expect(pageNumber(asked)).toBe(page);
});

test("rowsOn", () => {
  expect(rowsOn(2, 73)).toEqual({ first: 51, last: 73 });
});
