import { describe, expect, it } from "vitest";
import { add, countPlaywright, countVitest, formatCounts } from "../testing/counts.mjs";

describe("formatCounts", () => {
  it("names the skipped only if there are any", () => {
    expect(formatCounts({ passed: 3, failed: 0, skipped: 0 })).toBe("3 passed, 0 failed");
    expect(formatCounts({ passed: 3, failed: 1, skipped: 2 })).toBe("3 passed, 1 failed, 2 skipped");
  });
});

describe("add", () => {
  it("adds each kind", () => {
    expect(add({ passed: 1, failed: 2, skipped: 3 }, { passed: 10, failed: 20, skipped: 30 })).toEqual({
      passed: 11,
      failed: 22,
      skipped: 33,
    });
  });
});

describe("countVitest", () => {
  const file = (status: string, ...tests: string[]) => ({
    status,
    assertionResults: tests.map((test) => ({ status: test })),
  });

  it("takes the totals of the report", () => {
    const report = {
      numPassedTests: 4,
      numFailedTests: 1,
      numPendingTests: 2,
      numTodoTests: 1,
      testResults: [file("failed", "passed", "failed"), file("passed", "passed")],
    };
    expect(countVitest(report)).toEqual({ passed: 4, failed: 1, skipped: 3 });
  });

  it("counts a file that does not load as one failed test", () => {
    const report = {
      numPassedTests: 1,
      numFailedTests: 0,
      numPendingTests: 0,
      numTodoTests: 0,
      testResults: [file("failed"), file("passed", "passed")],
    };
    expect(countVitest(report)).toEqual({ passed: 1, failed: 1, skipped: 0 });
  });
});

describe("countPlaywright", () => {
  it("counts a test that passed at the second try as passed, and an error outside tests as failed", () => {
    const report = { stats: { expected: 5, flaky: 1, unexpected: 2, skipped: 3 }, errors: [{}] };
    expect(countPlaywright(report)).toEqual({ passed: 6, failed: 3, skipped: 3 });
  });
});
