import { expect, test } from "vitest";
import { Verdicts } from "./verdicts.ts";

const soon = 30;
const never = 60_000;

test("a run waits for the verdict on its rung and may go on by it", async () => {
  const verdicts = new Verdicts();
  setTimeout(() => verdicts.add({ epoch: 3, stopReason: null }), soon);
  await verdicts.at(3, new Set(), never);
  expect(verdicts.stopReason).toBeNull();
});

test("a command or the end of patience ends the wait", async () => {
  const verdicts = new Verdicts();
  await verdicts.at(3, new Set(["cancel"]), never);
  await verdicts.at(3, new Set(), soon);
  expect(verdicts.stopReason).toBeNull();
});

test("a verdict that comes late still holds", () => {
  const verdicts = new Verdicts();
  verdicts.add({ epoch: 1, stopReason: null });
  verdicts.add({ epoch: 3, stopReason: "7th of 9" });
  expect(verdicts.stopReason).toBe("7th of 9");
});
