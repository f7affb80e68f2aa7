import { mkdir, rename, writeFile } from "node:fs/promises";
import { join } from "node:path";
import type { ArtefactStore } from "#storage/store";
import { sha256Of } from "./sha256-of.ts";

/** A folder that a model's files are written to, each under its hash: what `--out` gives to people. */
export function modelFolder(folder: string): Pick<ArtefactStore, "put"> {
  return {
    async put(bytes) {
      const sha256 = sha256Of(bytes);
      await mkdir(folder, { recursive: true });
      await writeFile(join(folder, `${sha256}.new`), bytes);
      await rename(join(folder, `${sha256}.new`), join(folder, sha256));
      return { sha256, bytes: bytes.length };
    },
  };
}
