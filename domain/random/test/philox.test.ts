import { expect, test } from "vitest";
import { philoxInts } from "../philox.ts";
import fixture from "./fixtures/philox.json" with { type: "json" };

test.each(fixture.cases)("the bits of key $key are TensorFlow's", ({ key, ints }) => {
  expect([...philoxInts([key[0] ?? 0, key[1] ?? 0], ints.length)]).toEqual(ints);
});

test("a shorter draw is the beginning of a longer one", () => {
  expect([...philoxInts([3, 4], 6)]).toEqual([...philoxInts([3, 4], 9).subarray(0, 6)]);
  expect(philoxInts([3, 4], 0)).toHaveLength(0);
});
