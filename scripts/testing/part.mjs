// A part of the tests: what it needs, what it waits for, and how a run of it becomes counts.
import { readFile, rm } from "node:fs/promises";
import { execute } from "../setup/command.mjs";
import { NONE, ONE_FAILED, ONE_PASSED } from "./counts.mjs";

/**
 * @typedef {import("./counts.mjs").Counts} Counts
 * @typedef {{ counts: Counts, output: string }} Outcome `output` is shown if anything failed
 */

/**
 * Runs a checker, which is one test: exit status 0 passes.
 * @returns {Promise<Outcome>}
 */
export function runChecker(program, args, options) {
  return execute(program, args, options).then(
    ({ stdout, stderr }) => ({ counts: ONE_PASSED, output: stdout + stderr }),
    (error) => ({ counts: ONE_FAILED, output: error.output ?? error.message }),
  );
}

/**
 * Runs a test runner that writes a JSON report to `reportFile`, and counts by it.
 *
 * @param {string} reportFile
 * @param {(report: any) => Counts} count
 * @returns {Promise<Outcome>} a runner that ends badly without reporting a failure counts as one failed, and so does one that
 *   ran no test at all: silence must not look like success
 */
export async function runCounted(program, args, options, reportFile, count) {
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
  const counts = text === null ? NONE : count(JSON.parse(text));
  const silent = counts.passed + counts.failed + counts.skipped === 0;
  if (silent || (crashed && counts.failed === 0)) return { counts: { ...counts, failed: counts.failed + 1 }, output };
  return { counts, output };
}
