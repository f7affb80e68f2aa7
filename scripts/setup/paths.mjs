// Where everything that set-up makes lives. Nothing is written outside `home`, apart from node_modules, the Prisma client
// and Next's build, which their own tools keep in the checkout.

import { join, resolve } from "node:path";
import { fileURLToPath } from "node:url";

export const checkout = fileURLToPath(new URL("../..", import.meta.url)).replace(/[\\/]$/, "");

/**
 * @param {Record<string, string | undefined>} [env]
 * @returns the folders of one installation: `CULTIVAR_HOME`, or `.cultivar` in the checkout
 */
export function locate(env = process.env) {
  const home = env.CULTIVAR_HOME ? resolve(env.CULTIVAR_HOME) : join(checkout, ".cultivar");
  return {
    checkout,
    home,
    node: join(home, "node"),
    tensorflow: join(home, "tensorflow"),
    engine: join(home, "engine.json"),
    datasets: env.DATASETS_DIR ? resolve(env.DATASETS_DIR) : join(home, "datasets"),
    backbones: env.BACKBONES_DIR ? resolve(env.BACKBONES_DIR) : join(home, "backbones"),
    store: env.STORE_DIR ? resolve(env.STORE_DIR) : join(home, "store"),
    postgres: join(home, "postgres"),
    secrets: join(home, "secrets"),
    stamps: join(home, "stamps"),
    test: join(home, "test"),
    deployTools: env.DEPLOY_TOOLS_DIR ? resolve(env.DEPLOY_TOOLS_DIR) : join(home, "deploy-tools"),
    modules: join(checkout, "node_modules"),
  };
}

/** @typedef {ReturnType<typeof locate>} Paths */
