import { expect, test } from "vitest";
import { numberOf } from "./number-of.ts";

test("a number as it is typed; nothing and nonsense are none", () => {
  expect(["13", " 1e-7 ", "-0.5"].map(numberOf)).toEqual([13, 1e-7, -0.5]);
  expect(["", "  ", "x", "1,5"].map(numberOf)).toEqual([Number.NaN, Number.NaN, Number.NaN, Number.NaN]);
});
