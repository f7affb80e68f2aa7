import { execFile } from "node:child_process";
import { existsSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import { DATASET_IDS } from "#domain/datasets/catalogue";
import { logLine } from "#telemetry/log";

const CHECKOUT = fileURLToPath(new URL("../..", import.meta.url));

/**
 * Decodes the data sets that are not in the folder yet from their packages, as set-up does: for a trainer that nobody set up.
 *
 * @throws Error when one cannot be decoded
 */
export async function prepareDatasets(datasetsDir: string): Promise<void> {
  for (const id of DATASET_IDS) {
    if (existsSync(join(datasetsDir, id))) continue;
    logLine("info", "data set is being decoded", { dataset: id });
    const script = join(CHECKOUT, `trainer/datasets/prepare-${id}.ts`);
    await promisify(execFile)(process.execPath, [script], { env: { ...process.env, DATASETS_DIR: datasetsDir } });
  }
}
