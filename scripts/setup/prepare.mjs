// The steps of set-up and what each needs. Steps run side by side as far as their needs allow: TensorFlow downloads while
// npm installs.
import { join } from "node:path";
import { ensureBackbones } from "./backbones.mjs";
import { ensureChromium } from "./chromium.mjs";
import { ensureDataset } from "./dataset.mjs";
import { takeLock } from "./lock.mjs";
import { ensureNode } from "./node.mjs";
import { ensurePackages } from "./packages.mjs";
import { ensurePrismaClient } from "./prisma.mjs";
import { fetchTensorflow, linkTensorflow } from "./tensorflow.mjs";
import { ensureBuild } from "./web-build.mjs";

const STEPS = {
  node: (_, paths) => ensureNode(paths),
  packages: (_, paths) => ensurePackages(paths),
  async prisma(need, paths) {
    const [node] = await Promise.all([need("node"), need("packages")]);
    await ensurePrismaClient(paths, node);
  },
  "tensorflow-library": (_, paths) => fetchTensorflow(paths),
  async tensorflow(need, paths) {
    const [library, node] = await Promise.all([need("tensorflow-library"), need("node"), need("packages")]);
    await linkTensorflow(paths, node, library);
  },
  async dataset(need, paths) {
    const [node] = await Promise.all([need("node"), need("packages")]);
    await ensureDataset(paths, node);
  },
  async backbones(need, paths) {
    const [node] = await Promise.all([need("node"), need("packages")]);
    await ensureBackbones(paths, node);
  },
  async build(need, paths) {
    const [node] = await Promise.all([need("node"), need("prisma")]);
    await ensureBuild(paths, node);
  },
  async chromium(need, paths) {
    const [node] = await Promise.all([need("node"), need("packages")]);
    return ensureChromium(paths, node);
  },
};

export const STEP_NAMES = Object.keys(STEPS);

/**
 * Begins steps of set-up, and the steps they need, each once, under the lock of this home.
 *
 * @param {import("./paths.mjs").Paths} paths
 * @param {readonly string[]} steps names out of STEP_NAMES
 * @returns {Promise<(step: string) => Promise<any>>} waits for one of the steps: resolves to the path of Node for "node", of
 *   the browser for "chromium", and rejects with what went wrong
 */
export async function beginSetup(paths, steps) {
  const release = await takeLock(join(paths.home, "set-up.lock"));
  const begun = new Map();
  const need = (step) => {
    if (!begun.has(step)) begun.set(step, STEPS[step](need, paths));
    return begun.get(step);
  };
  Promise.allSettled(steps.map(need)).then(release);
  return need;
}
