import { z } from "zod";
import { openLocalStore } from "./local-store.ts";
import type { ArtefactStore } from "./store.ts";

/** What the environment says of the store. Plain data, so that a process can hand it on to another. */
export const storeEnvironment = z.object({
  STORE_DIR: z
    .string("is not set: let it name the folder in which checkpoints, models and images are kept.")
    .min(1, "is empty: let it name a folder."),
});
export type StoreEnvironment = z.infer<typeof storeEnvironment>;

/** The artefact store that the environment names: `STORE_DIR`, a local folder. */
export const openStore = (env: StoreEnvironment): ArtefactStore => openLocalStore(env.STORE_DIR);
