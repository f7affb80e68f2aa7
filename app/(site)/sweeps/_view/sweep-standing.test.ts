import { expect, test } from "vitest";
import { countsInWords, isOver, kindOf, sweepInWords, sweepMark } from "./sweep-standing.ts";

const run = { state: "queued" as const, held: false, endedEarly: false, pruned: null };

test("runs are counted by what became of them", () => {
  const runs = [
    { ...run, state: "succeeded" as const },
    { ...run, state: "succeeded" as const, endedEarly: true },
    { ...run, state: "succeeded" as const, endedEarly: true, pruned: {} },
    { ...run, state: "running" as const },
    run,
    { ...run, held: true },
    run,
  ];
  expect(countsInWords(runs)).toBe("1 done, 1 stopped as losers, 1 stopped early, 1 running, 2 waiting, 1 held");
  expect(kindOf({ ...run, state: "cancelled", held: true })).toBe("cancelled");
});

test("a sweep is over when no run waits or runs, and says what it was asked", () => {
  expect(isOver([{ state: "succeeded" }, { state: "failed" }])).toBe(true);
  expect(isOver([{ state: "succeeded" }, { state: "queued" }])).toBe(false);
  expect(sweepInWords("running", true)).toBe("finished");
  expect(sweepInWords("stopped", false)).toBe("stopping");
  expect(sweepInWords("cancelled", false)).toBe("being cancelled");
  expect(sweepMark("paused", false)).toBe("queued");
});
