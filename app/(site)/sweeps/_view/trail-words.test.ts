import { expect, test } from "vitest";
import { trailWords } from "./trail-words.ts";

test("what was done to a sweep is told with how many runs it was done to", () => {
  expect(trailWords({ action: "sweep-launched", details: { runs: 12, leftOut: 3 } })).toBe(
    "launched this sweep of 12 runs, 3 combinations left out",
  );
  expect(trailWords({ action: "sweep-paused", details: { runs: 1 } })).toBe("paused this sweep: 1 run held");
  expect(trailWords({ action: "sweep-deleted", details: { runs: 3 } })).toBe("deleted this sweep with 3 runs");
  expect(trailWords({ action: "sweep-restored", details: { runs: 3 } })).toBe("brought this sweep back with 3 runs");
});
