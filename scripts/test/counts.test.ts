import { resolve } from "node:path";
import { describe, expect, it } from "vitest";
import { add, formatCounts, readPlaywright, readVitest } from "../testing/counts.mjs";

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

describe("readVitest", () => {
  const file = (status: string, ...tests: string[]) => ({
    name: resolve("some.test.ts"),
    status,
    message: status === "failed" && tests.length === 0 ? "SyntaxError: no\n  at line 1" : "",
    assertionResults: tests.map((status, i) => ({
      status,
      fullName: `test ${i}`,
      failureMessages: ["Error: 1 is 2\n  at"],
    })),
  });
  const sums = { numPassedTests: 4, numFailedTests: 1, numPendingTests: 2, numTodoTests: 1 };

  it("takes the totals of the report and names what failed", () => {
    const testResults = [file("failed", "passed", "failed"), file("passed", "passed")];
    expect(readVitest({ ...sums, testResults })).toEqual({
      counts: { passed: 4, failed: 1, skipped: 3 },
      remarks: ["failed: some.test.ts: test 1: Error: 1 is 2"],
    });
  });

  it("counts a file that does not load as one failed test", () => {
    const testResults = [file("failed"), file("passed", "passed")];
    expect(readVitest({ ...sums, numFailedTests: 0, testResults })).toEqual({
      counts: { passed: 4, failed: 1, skipped: 3 },
      remarks: ["failed: some.test.ts: SyntaxError: no"],
    });
  });
});

describe("readPlaywright", () => {
  it("counts a test that passed at the second try as passed, an error outside tests as failed, and names both", () => {
    const spec = (title: string, status: string) => ({
      ...{ title, file: "a.spec.ts", line: 3 },
      tests: [{ status, results: [{ error: { message: "Error: late\nat" } }, {}] }],
    });
    const suites = [
      { specs: [spec("one", "flaky")], suites: [{ specs: [spec("two", "unexpected"), spec("three", "expected")] }] },
    ];
    const report = {
      stats: { expected: 5, flaky: 1, unexpected: 1, skipped: 3 },
      errors: [{ message: "no server" }],
      suites,
    };
    expect(readPlaywright(report)).toEqual({
      counts: { passed: 6, failed: 2, skipped: 3 },
      remarks: [
        "failed: outside any test: no server",
        "failed once, then passed: a.spec.ts:3: one: Error: late",
        "failed: a.spec.ts:3: two: Error: late",
      ],
    });
  });
});
