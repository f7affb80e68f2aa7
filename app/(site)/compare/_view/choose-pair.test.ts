import { expect, test } from "vitest";
import { choosePair, pairWith } from "./choose-pair.ts";
import { testRun } from "./test-run.ts";

const tested = (slot: number) => testRun({ slot, confusion: [[1]] });
const slotsOf = (pair: ReturnType<typeof choosePair>) => pair && [pair.a.slot, pair.b.slot];
const runs = [tested(2), testRun({ slot: 7 }), tested(0), tested(1)];

test("the pair is what was chosen, else the first and the last that were tested", () => {
  expect(slotsOf(choosePair(runs, null))).toEqual([2, 1]);
  expect(slotsOf(choosePair(runs, { a: 0, b: 2 }))).toEqual([0, 2]);
  expect(slotsOf(choosePair(runs, { a: 7, b: 2 }))).toEqual([0, 2]);
  expect(slotsOf(choosePair(runs, { a: 1, b: 7 }))).toEqual([1, 0]);
  expect(choosePair([tested(0), testRun({ slot: 1 })], null)).toBeNull();
});

test("choosing the other's run swaps the two", () => {
  const pair = choosePair(runs, { a: 0, b: 1 });
  if (!pair) throw new Error("Expected a pair.");
  expect(pairWith(pair, "a", 2)).toEqual({ a: 2, b: 1 });
  expect(pairWith(pair, "a", 1)).toEqual({ a: 1, b: 0 });
  expect(pairWith(pair, "b", 0)).toEqual({ a: 1, b: 0 });
});
