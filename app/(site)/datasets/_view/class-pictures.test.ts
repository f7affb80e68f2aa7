import { expect, test } from "vitest";
import { pageOf, picturesOf } from "./class-pictures.ts";

test("pictures of a class keep their numbers", () => {
  expect([...picturesOf([1, 0, 1, 2], 1)]).toEqual([0, 2]);
  expect([...picturesOf([1, 0, 1], null)]).toEqual([0, 1, 2]);
});

test("pages cover all pictures, and a page too far is the last", () => {
  const numbers = Int32Array.of(5, 6, 7, 8, 9);
  expect(pageOf(numbers, 2, 2)).toEqual({ pages: 3, page: 2, numbers: [7, 8] });
  expect(pageOf(numbers, 9, 2)).toEqual({ pages: 3, page: 3, numbers: [9] });
  expect(pageOf(new Int32Array(), 1, 2)).toEqual({ pages: 1, page: 1, numbers: [] });
});
