import { join } from "node:path";
import { locate } from "../setup/paths.mjs";

/**
 * @param {import("../setup/paths.mjs").Paths} paths
 * @param {string} name
 * @returns {import("../setup/paths.mjs").Paths} a home for tests that shares nothing with the user's but data sets, backbones and servers
 */
export function testPaths(paths, name) {
  return locate({
    CULTIVAR_HOME: join(paths.test, name),
    DATASETS_DIR: paths.datasets,
    BACKBONES_DIR: paths.backbones,
    DEPLOY_TOOLS_DIR: paths.deployTools,
  });
}
