import { join } from "node:path";
import { assembleEnvironment, withoutInstallation } from "../setup/environment.mjs";
import { readVitest } from "./counts.mjs";
import { runCounted } from "./part.mjs";
import { testPaths } from "./test-paths.mjs";

/**
 * Runs projects of vitest.config.ts as one part of the tests.
 *
 * @param {import("./parts.mjs").Context} context
 * @param {string} name of the part, and of its project unless `projects` names others
 * @param {{ projects?: readonly string[], files?: readonly string[], databaseUrl?: string, env?: Record<string, string> }} given
 *   besides: those files alone, the address of a database in which the tests may make their own, and what they find in the
 *   environment
 * @returns {Promise<import("./part.mjs").Outcome>}
 */
export async function runVitest(
  { paths, need, signal },
  name,
  { projects = [name], files = [], databaseUrl, env: given },
) {
  const node = await need("node");
  const report = join(paths.test, `${name}.json`);
  const reporters = ["--reporter=default", "--reporter=json", `--outputFile.json=${report}`];
  const chosen = projects.flatMap((project) => ["--project", project]);
  const args = [join(paths.modules, "vitest/vitest.mjs"), "run", ...files, ...chosen, ...reporters];
  const environment = await assembleEnvironment(testPaths(paths, name), { node, databaseUrl }, withoutInstallation());
  const env = { ...environment, ...given, NODE_ENV: "test", NO_COLOR: "1" };
  return runCounted(node, args, { cwd: paths.checkout, env, signal }, report, readVitest);
}
