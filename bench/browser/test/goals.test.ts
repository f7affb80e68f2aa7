import { expect, test } from "vitest";
import { goalTable } from "../goals.ts";

test("a goal is met at its limit, on its own side, and only what was measured is told", () => {
  const lines = goalTable({ "perPicture.ms": 2, "firstAnswer.ms": 300.5, "testSet.imagesPerSecond": 3_999 }).split(
    "\n",
  );
  expect(lines).toHaveLength(5);
  expect(lines[2]).toMatch(/first answer.+ 301 .+≤ 300 .*missed/);
  expect(lines[3]).toMatch(/further picture.+ 2 .+≤ 2 .*met/);
  expect(lines[4]).toMatch(/test set.+ 3999 .+≥ 4000 .*missed/);
});
