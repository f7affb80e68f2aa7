// How many tests passed, failed and were skipped, and how the reports of the test runners say so.

/** @typedef {{ passed: number, failed: number, skipped: number }} Counts */

/** @type {Counts} */
export const NONE = { passed: 0, failed: 0, skipped: 0 };
export const ONE_PASSED = { ...NONE, passed: 1 };
export const ONE_FAILED = { ...NONE, failed: 1 };

/** @returns {Counts} */
export function add(/** @type {Counts} */ a, /** @type {Counts} */ b) {
  return { passed: a.passed + b.passed, failed: a.failed + b.failed, skipped: a.skipped + b.skipped };
}

/** @returns {string} such as "12 passed, 0 failed, 1 skipped"; without the last where none was */
export function formatCounts({ passed, failed, skipped }) {
  return `${passed} passed, ${failed} failed${skipped > 0 ? `, ${skipped} skipped` : ""}`;
}

/**
 * @param {any} report of `vitest --reporter=json`
 * @returns {Counts} a file that failed without a failing test in it (it does not load, say) counts as one
 */
export function countVitest(report) {
  const brokenFiles = report.testResults.filter(
    (file) => file.status === "failed" && !file.assertionResults.some((test) => test.status === "failed"),
  );
  return {
    passed: report.numPassedTests,
    failed: report.numFailedTests + brokenFiles.length,
    skipped: report.numPendingTests + report.numTodoTests,
  };
}

/**
 * @param {any} report of `playwright test --reporter=json`
 * @returns {Counts} a test that passed only when it was tried again counts as passed; an error outside any test as one failed
 */
export function countPlaywright({ stats, errors }) {
  return { passed: stats.expected + stats.flaky, failed: stats.unexpected + errors.length, skipped: stats.skipped };
}
