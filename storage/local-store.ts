/** The artefact store in a local folder: `<folder>/ab/abcdef…`, one file per artefact, named by its SHA-256. */
import { createHash, randomUUID } from "node:crypto";
import { mkdir, open, readFile, rename, rm, stat, writeFile } from "node:fs/promises";
import { dirname, join } from "node:path";
import { sha256Hex } from "#domain/artefacts/sha256";
import type { ArtefactStore } from "./store.ts";
import { syncFolder } from "./sync-folder.ts";

/** @param folder made when something is first written */
export function openLocalStore(folder: string): ArtefactStore {
  // The only way from a name to a path: nothing but a SHA-256 passes, so no name leads out of the folder.
  const pathOf = (sha256: string) => {
    const name = sha256Hex.parse(sha256);
    return join(folder, name.slice(0, 2), name);
  };

  return {
    async put(bytes) {
      const sha256 = createHash("sha256").update(bytes).digest("hex");
      const path = pathOf(sha256);
      if ((await sizeOf(path)) !== bytes.length) await writeDurably(path, bytes);
      return { sha256, bytes: bytes.length };
    },

    async get(sha256) {
      const bytes = await readFile(pathOf(sha256)).catch(nullWhenMissing);
      if (bytes === null) return null;
      const actual = createHash("sha256").update(bytes).digest("hex");
      if (actual !== sha256) throw new Error(`Artefact ${sha256} is damaged: its bytes have the SHA-256 ${actual}.`);
      return bytes;
    },

    async delete(sha256) {
      await rm(pathOf(sha256), { force: true });
    },

    async check() {
      const probe = join(folder, `.check-${randomUUID()}`);
      try {
        await mkdir(folder, { recursive: true });
        await writeFile(probe, "");
        await rm(probe);
      } catch (error) {
        const reason = error instanceof Error ? error.message : String(error);
        throw new Error(
          `The artefact store in ${folder} cannot be written (${reason}). ` +
            "Let STORE_DIR name a folder on a disk with free space that this user may write to.",
        );
      }
    },
  };
}

/** Whole or not at all, even if the power fails: the file gets its name when its bytes are on the disk. */
async function writeDurably(path: string, bytes: Uint8Array): Promise<void> {
  const folder = dirname(path);
  await mkdir(folder, { recursive: true });
  const temporary = `${path}.${randomUUID()}`;
  try {
    // Next would otherwise take the path for a file of the project and trace all of it.
    const file = await open(/* turbopackIgnore: true */ temporary, "wx");
    try {
      await file.writeFile(bytes);
      await file.sync();
    } finally {
      await file.close();
    }
    await rename(temporary, path);
  } catch (error) {
    await rm(temporary, { force: true });
    throw error;
  }
  await syncFolder(folder);
}

const sizeOf = async (path: string): Promise<number | null> => (await stat(path).catch(nullWhenMissing))?.size ?? null;

function nullWhenMissing(error: NodeJS.ErrnoException): null {
  if (error.code === "ENOENT") return null;
  throw error;
}
