import { assembleEnvironment, withoutInstallation } from "../setup/environment.mjs";
import { runChecker } from "./part.mjs";
import { testPaths } from "./test-paths.mjs";

/**
 * A round of `npm run chaos` as one test.
 *
 * @param {import("./parts.mjs").Context} context
 * @param {string} name of the home that it gets
 * @param {readonly string[]} args of chaos
 * @returns {Promise<import("./part.mjs").Outcome>}
 */
export async function runChaos({ paths, need, signal }, name, args) {
  const node = await need("node");
  const environment = await assembleEnvironment(testPaths(paths, name), { node }, withoutInstallation());
  const env = { ...environment, DEPLOY_TOOLS_DIR: paths.deployTools };
  return runChecker(node, ["chaos/main.ts", ...args], { cwd: paths.checkout, env, signal });
}
