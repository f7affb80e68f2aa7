// A part of the tests: what it needs, what it waits for, and how a run of it becomes counts.
import { readFile, rm } from "node:fs/promises";
import { execute } from "../setup/command.mjs";
import { NONE, ONE_FAILED, ONE_PASSED, ONE_SKIPPED } from "./counts.mjs";

/**
 * @typedef {import("./counts.mjs").Counts} Counts
 * @typedef {{ counts: Counts, output: string, remarks?: readonly string[] }} Outcome `output` is shown if anything failed,
 *   `remarks` always
 */

/**
 * Runs a checker, which is one test: exit status 0 passes.
 *
 * @param {number} [skips] exit status of a checker that cannot tell here
 * @returns {Promise<Outcome>}
 */
export function runChecker(program, args, options, skips) {
  return execute(program, args, options).then(
    ({ stdout, stderr }) => ({ counts: ONE_PASSED, output: stdout + stderr }),
    (error) => {
      const output = error.output ?? error.message;
      return skips !== undefined && error.code === skips
        ? { counts: ONE_SKIPPED, output, remarks: [output.trim()] }
        : { counts: ONE_FAILED, output };
    },
  );
}

/**
 * Runs a test runner that writes a JSON report to `reportFile`, and goes by it.
 *
 * @param {string} reportFile
 * @param {(report: any) => import("./counts.mjs").Report} read
 * @returns {Promise<Outcome>} a runner that ends badly without reporting a failure counts as one failed, and so does one that
 *   ran no test at all: silence must not look like success
 */
export async function runCounted(program, args, options, reportFile, read) {
  await rm(reportFile, { force: true });
  let crashed = false;
  const output = await execute(program, args, options).then(
    ({ stdout, stderr }) => stdout + stderr,
    (error) => {
      crashed = true;
      return error.output ?? error.message;
    },
  );
  const text = await readFile(reportFile, "utf8").catch(() => null);
  const { counts, remarks } = text === null ? { counts: NONE, remarks: [] } : read(JSON.parse(text));
  const silent = counts.passed + counts.failed + counts.skipped === 0;
  const failed = silent || (crashed && counts.failed === 0) ? counts.failed + 1 : counts.failed;
  return { counts: { ...counts, failed }, output, remarks };
}
