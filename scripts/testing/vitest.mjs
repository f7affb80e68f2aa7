import { join } from "node:path";
import { assembleEnvironment } from "../setup/environment.mjs";
import { readVitest } from "./counts.mjs";
import { runCounted } from "./part.mjs";
import { testPaths } from "./test-paths.mjs";

/**
 * Runs a project of vitest.config.ts.
 *
 * @param {import("./parts.mjs").Context} context
 * @param {string} project
 * @param {{ databaseUrl?: string, env?: Record<string, string> }} given the address of a database in which the tests may make
 *   their own, and what they find in the environment besides
 * @returns {Promise<import("./part.mjs").Outcome>}
 */
export async function runVitest({ paths, need, signal }, project, { databaseUrl, env: given }) {
  const node = await need("node");
  const report = join(paths.test, `${project}.json`);
  const reporters = ["--reporter=default", "--reporter=json", `--outputFile.json=${report}`];
  const args = [join(paths.modules, "vitest/vitest.mjs"), "run", "--project", project, ...reporters];
  const { DATABASE_URL, ...user } = process.env;
  const environment = await assembleEnvironment(testPaths(paths, project), { node, databaseUrl }, user);
  const env = { ...environment, ...given, NODE_ENV: "test", NO_COLOR: "1" };
  return runCounted(node, args, { cwd: paths.checkout, env, signal }, report, readVitest);
}
