import { openLocalStore } from "./local-store.ts";
import type { ArtefactStore } from "./store.ts";

/**
 * The artefact store that the environment names: `STORE_DIR`, a local folder.
 *
 * @throws Error when it names none
 */
export function openStore(env: { STORE_DIR?: string | undefined }): ArtefactStore {
  if (!env.STORE_DIR) {
    throw new Error("STORE_DIR is not set: let it name the folder in which checkpoints, models and images are kept.");
  }
  return openLocalStore(env.STORE_DIR);
}
