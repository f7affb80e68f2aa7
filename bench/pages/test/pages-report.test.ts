import { expect, test } from "vitest";
import { goalTable, ratiosToGoals } from "../pages-report.ts";

const measured = { "runsTable.p95Ms": 30, "compare.inkMs": 4_000 };

test("a goal is met at or under its limit, and only what was measured is told", () => {
  const lines = goalTable(measured).split("\n");
  expect(lines).toHaveLength(4);
  expect(lines[2]).toMatch(/^runs table.+ 30\.0 .+≤ 60 .*met/);
  expect(lines[3]).toMatch(/drawn charts.+ 4000 .+≤ 2000 .*missed/);
  expect(goalTable({ "runsTable.p95Ms": 60 })).toContain("met");
});

test("ratios are above 1 where a goal is met", () => {
  expect(ratiosToGoals(measured)).toEqual({ "runsTable.p95Ms.goal": 2, "compare.inkMs.goal": 0.5 });
});
