/**
 * The artefact store in a local folder: `<folder>/ab/abcdef…`, one file per artefact, named by its SHA-256. The time of a
 * file is when it was last put.
 */
import { randomUUID } from "node:crypto";
import { createReadStream } from "node:fs";
import { mkdir, open, readdir, readFile, rename, rm, stat, utimes, writeFile } from "node:fs/promises";
import { basename, dirname, join } from "node:path";
import { sha256Hex } from "#domain/artefacts/sha256";
import { damaged, hashing, hashOf, notAsSaid, verified } from "./hashing.ts";
import type { ArtefactStore, StoredFile } from "./store.ts";
import { syncFolder } from "./sync-folder.ts";

/** What a writer that died leaves at the top of the folder. */
const UNFINISHED = ".unfinished";
/** Bytes that are read at a time. */
const PART_BYTES = 2 ** 20;

/** @param folder made when something is first written */
export function openLocalStore(folder: string): ArtefactStore {
  // The only way from a name to a path: nothing but a SHA-256 passes, so no name leads out of the folder.
  const pathOf = (sha256: string) => {
    const name = sha256Hex.parse(sha256);
    return join(folder, name.slice(0, 2), name);
  };
  const temporaryPath = () => join(folder, `.${randomUUID()}${UNFINISHED}`);

  /** Whole or not at all, even if the power fails: the file gets its name when its bytes are on the disk. */
  async function write(content: Uint8Array | AsyncIterable<Uint8Array>, nameOf: () => StoredFile): Promise<StoredFile> {
    await mkdir(folder, { recursive: true });
    const temporary = temporaryPath();
    try {
      // Next would otherwise take the path for a file of the project and trace all of it.
      const file = await open(/* turbopackIgnore: true */ temporary, "wx");
      try {
        await file.writeFile(content);
        await file.sync();
      } finally {
        await file.close();
      }
      const stored = nameOf();
      const path = pathOf(stored.sha256);
      await mkdir(dirname(path), { recursive: true });
      await rename(temporary, path);
      await syncFolder(dirname(path));
      return stored;
    } catch (error) {
      await rm(temporary, { force: true });
      throw error;
    }
  }

  return {
    async put(bytes) {
      const file = { sha256: hashOf(bytes), bytes: bytes.length };
      return (await renew(pathOf(file.sha256), file.bytes)) ? file : write(bytes, () => file);
    },

    async putStream(content, sha256) {
      if (sha256 !== undefined) pathOf(sha256);
      const { content: passing, result } = hashing(sha256 ? verified(content, sha256, notAsSaid(sha256)) : content);
      return write(passing, result);
    },

    async get(sha256) {
      const bytes = await readFile(pathOf(sha256)).catch(nullWhenMissing);
      if (bytes === null) return null;
      const actual = hashOf(bytes);
      if (actual !== sha256) throw damaged(sha256)(actual);
      return bytes;
    },

    async open(sha256) {
      const path = pathOf(sha256);
      const found = await stat(path).catch(nullWhenMissing);
      return found && { bytes: found.size, content: verified(readParts(path), sha256, damaged(sha256)) };
    },

    async has(sha256) {
      return (await stat(pathOf(sha256)).catch(nullWhenMissing)) !== null;
    },

    async delete(sha256) {
      await rm(pathOf(sha256), { force: true });
    },

    async deleteUnlessPut(sha256, before) {
      const path = pathOf(sha256);
      const aside = temporaryPath();
      // Once it is aside, whoever puts it writes it anew; who did so just before has left a later time on it.
      if ((await rename(path, aside).catch(nullWhenMissing)) === null) return false;
      if ((await stat(aside)).mtime >= before) {
        await rename(aside, path);
        return false;
      }
      await rm(aside);
      return true;
    },

    async *list() {
      for await (const { name, bytes, putAt } of filesIn(folder)) {
        if (isArtefact(name)) yield { sha256: name, bytes, putAt };
      }
    },

    async removeUnfinished(before, { dryRun }) {
      const amount = { files: 0, bytes: 0 };
      for await (const { name, path, bytes, putAt } of filesIn(folder)) {
        if (isArtefact(name) || putAt >= before) continue;
        if (!dryRun) await rm(path, { force: true });
        amount.files++;
        amount.bytes += bytes;
      }
      return amount;
    },

    signedUrl: async () => null,

    async check() {
      const probe = temporaryPath();
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

const isArtefact = (name: string) => sha256Hex.safeParse(name).success;

/** Opens the file when somebody begins to read. */
async function* readParts(path: string): AsyncGenerator<Buffer<ArrayBuffer>> {
  yield* createReadStream(/* turbopackIgnore: true */ path, { highWaterMark: PART_BYTES });
}

/** Makes the time of a file this one; false when there is none of this length. */
async function renew(path: string, bytes: number): Promise<boolean> {
  if ((await stat(path).catch(nullWhenMissing))?.size !== bytes) return false;
  const now = new Date();
  return (await utimes(path, now, now).catch(nullWhenMissing)) !== null;
}

/** What lies in the folders of artefacts, and what writers have left there (as earlier versions did) or beside them. */
async function* filesIn(folder: string) {
  for (const entry of await entriesOf(folder)) {
    const inner = entry.isDirectory() && /^[0-9a-f]{2}$/.test(entry.name);
    const files = inner
      ? (await entriesOf(join(folder, entry.name))).map(({ name }) => join(entry.name, name))
      : entry.isFile() && entry.name.endsWith(UNFINISHED)
        ? [entry.name]
        : [];
    for (const file of files) {
      const path = join(folder, file);
      const found = await stat(path).catch(nullWhenMissing);
      if (found?.isFile()) yield { name: basename(path), path, bytes: found.size, putAt: found.mtime };
    }
  }
}

const entriesOf = async (folder: string) =>
  (await readdir(/* turbopackIgnore: true */ folder, { withFileTypes: true }).catch(nullWhenMissing)) ?? [];

function nullWhenMissing(error: NodeJS.ErrnoException): null {
  if (error.code === "ENOENT") return null;
  throw error;
}
