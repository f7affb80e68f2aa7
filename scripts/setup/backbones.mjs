import { execute } from "./command.mjs";
import { say } from "./report.mjs";

/**
 * Gets the weights of the pretrained backbones, once, and says what is missing where that fails: everything else
 * works without them, so `npm start` does not ask for them.
 */
export async function ensureBackbones(paths, node) {
  await execute(node, ["trainer/backbones/prepare-backbone.ts"], {
    cwd: paths.checkout,
    env: { ...process.env, CULTIVAR_HOME: paths.home, BACKBONES_DIR: paths.backbones },
    onLine: (line) => say("backbones", line),
  }).catch(() => {});
}
