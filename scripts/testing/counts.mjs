// How many tests passed, failed and were skipped, and how the reports of the test runners say so.
import { relative } from "node:path";

/** @typedef {{ passed: number, failed: number, skipped: number }} Counts */

/** @type {Counts} */
export const NONE = { passed: 0, failed: 0, skipped: 0 };
export const ONE_PASSED = { ...NONE, passed: 1 };
export const ONE_FAILED = { ...NONE, failed: 1 };
export const ONE_SKIPPED = { ...NONE, skipped: 1 };

/** @returns {Counts} */
export function add(/** @type {Counts} */ a, /** @type {Counts} */ b) {
  return { passed: a.passed + b.passed, failed: a.failed + b.failed, skipped: a.skipped + b.skipped };
}

/** @returns {string} such as "12 passed, 0 failed, 1 skipped"; without the last where none was */
export function formatCounts({ passed, failed, skipped }) {
  return `${passed} passed, ${failed} failed${skipped > 0 ? `, ${skipped} skipped` : ""}`;
}

/**
 * What a test runner's report says.
 *
 * @typedef {{ counts: Counts, remarks: readonly string[] }} Report `remarks` has a line for each test that failed, or that
 *   passed only when it was tried again
 */

/**
 * @param {any} report of `vitest --reporter=json`
 * @returns {Report} a file that failed without a failing test in it (it does not load, say) counts as one
 */
export function readVitest({ testResults, ...sums }) {
  const remarks = testResults.flatMap(({ name, status, message, assertionResults }) => {
    const failed = assertionResults.filter((test) => test.status === "failed");
    const file = relative("", name);
    if (status === "failed" && failed.length === 0) return [remark("failed", file, message)];
    return failed.map(({ fullName, failureMessages }) => remark("failed", `${file}: ${fullName}`, failureMessages[0]));
  });
  const skipped = sums.numPendingTests + sums.numTodoTests;
  return { counts: { passed: sums.numPassedTests, failed: remarks.length, skipped }, remarks };
}

/**
 * @param {any} report of `playwright test --reporter=json`
 * @returns {Report} a test that passed only when it was tried again counts as passed; an error outside any test as one failed
 */
export function readPlaywright({ stats, errors, suites }) {
  const remarks = errors.map(({ message }) => remark("failed", "outside any test", message));
  const visit = (suite) => {
    for (const { title, file, line, tests } of suite.specs ?? []) {
      for (const { status, results } of tests) {
        const first = results.find((result) => result.error)?.error.message;
        if (status === "unexpected") remarks.push(remark("failed", `${file}:${line}: ${title}`, first));
        if (status === "flaky") remarks.push(remark("failed once, then passed", `${file}:${line}: ${title}`, first));
      }
    }
    for (const inner of suite.suites ?? []) visit(inner);
  };
  for (const suite of suites) visit(suite);
  const failed = stats.unexpected + errors.length;
  return { counts: { passed: stats.expected + stats.flaky, failed, skipped: stats.skipped }, remarks };
}

const remark = (what, name, message = "") => `${what}: ${name}: ${message.trim().split("\n")[0]}`;
