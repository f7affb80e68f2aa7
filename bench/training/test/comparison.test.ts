import { expect, test } from "vitest";
import type { ContestantName } from "../../contestants/line-up.ts";
import { balancedOrder } from "../balanced-order.ts";
import { summariseSpeeds } from "../comparison.ts";
import { ratiosOf, speedTable } from "../speed-report.ts";

const speeds = new Map<ContestantName, ReturnType<typeof summariseSpeeds>>([
  ["cultivar", summariseSpeeds([2000, 4000, 3000])],
  ["bfloat16", summariseSpeeds([2200, 4400, 3300])],
  ["keras", summariseSpeeds([1000, 1000, 1500])],
]);

test("every other round is reversed", () => {
  expect([0, 1, 2].map((round) => balancedOrder(["a", "b", "c"], round).join(""))).toEqual(["abc", "cba", "abc"]);
});

test("ratios are ours to theirs, of medians and within rounds; bfloat16's is to our float32", () => {
  expect(ratiosOf("scratch", speeds)).toEqual({
    "scratch.bfloat16": expect.closeTo(1.1, 9),
    "scratch.bfloat16.paired": expect.closeTo(1.1, 9),
    "scratch.keras": 3,
    "scratch.keras.paired": 2,
  });
});

test("without ours there are speeds, but no ratios", () => {
  const theirs = new Map([...speeds].filter(([name]) => name === "keras"));
  expect(ratiosOf("scratch", theirs)).toEqual({});
  expect(speedTable(theirs)).toContain("1,000");
});

test("the table has a row a contestant and a column a round", () => {
  expect(speedTable(speeds).split("\n")).toEqual([
    "          median    min    max  ours/theirs  paired  round 1  round 2  round 3",
    "--------  ------  -----  -----  -----------  ------  -------  -------  -------",
    "cultivar   3,000  2,000  4,000                         2,000    4,000    3,000",
    "bfloat16   3,300  2,200  4,400       0.91 ×  0.91 ×    2,200    4,400    3,300",
    "keras      1,000  1,000  1,500       3.00 ×  2.00 ×    1,000    1,000    1,500",
  ]);
});
