import { createHash } from "node:crypto";
import { describe, expect, test } from "vitest";
import { trainTestSplit } from "../split.ts";
import fixture from "./fixtures/train-test-split.json" with { type: "json" };

const sha256 = (indices: Int32Array) =>
  createHash("sha256")
    .update(new Uint8Array(indices.buffer, indices.byteOffset, indices.byteLength))
    .digest("hex");

describe("trainTestSplit", () => {
  test.each(fixture.cases)("of $count, $testSize, $randomState is scikit-learn's", (expected) => {
    const { train, test: held } = trainTestSplit(expected.count, expected.testSize, expected.randomState);
    expect([train.length, held.length]).toEqual([expected.trainCount, expected.testCount]);
    expect([...held.subarray(0, 5)]).toEqual(expected.testFirst);
    expect(sha256(train)).toBe(expected.train);
    expect(sha256(held)).toBe(expected.test);
  });

  test("is the lab notebook's for its arguments", () => {
    const { train, test: held } = trainTestSplit(50_000, 0.2, 13);
    expect([...train.subarray(0, 3), ...train.subarray(-2)]).toEqual([18542, 41418, 14092, 47280, 33106]);
    expect([...held.subarray(0, 3), ...held.subarray(-2)]).toEqual([17385, 23849, 18796, 36397, 21503]);
    expect(sha256(train)).toBe("af9fbe4b4ac1cae97e69d5b9f1ec6d7a4d25998819f8991cc40b3d09783d546e");
    expect(sha256(held)).toBe("bec5edbfbe7f2155e22fec48c60c93b48672ca929aa32bbdc0b0c7efc29995ea");
  });

  test.each([
    [1, 0.5, 0, "count"],
    [2.5, 0.5, 0, "count"],
    [10, 0, 0, "testSize"],
    [10, 1, 0, "testSize"],
    [10, Number.NaN, 0, "testSize"],
    [10, 0.95, 0, "testSize"],
    [10, 0.5, -1, "randomState"],
    [10, 0.5, 2 ** 32, "randomState"],
    [10, 0.5, 0.5, "randomState"],
  ])("of %d, %d, %d is refused by naming %s", (count, testSize, randomState, named) => {
    expect(() => trainTestSplit(count, testSize, randomState)).toThrow(new RegExp(`^${named}`));
  });
});
