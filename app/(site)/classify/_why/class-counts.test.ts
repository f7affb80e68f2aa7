import { expect, test } from "vitest";
import { classCounts } from "./class-counts.ts";

test("classes are counted, the most frequent first, of equals the first", () => {
  expect(classCounts([2, 0, 2, 1, 2, 0], ["cat", "deer", "dog"])).toBe("3 dog, 2 cat, 1 deer");
  expect(classCounts([1, 0], ["cat", "deer"])).toBe("1 cat, 1 deer");
});
