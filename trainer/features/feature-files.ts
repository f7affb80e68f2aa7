/**
 * Features on disk: `<folder>/<key>/` holds `head.json`, which says what they are, `rows.f16`, all rows one after the other
 * as little-endian float16, and `chunks.jsonl`, a journal with a line for each finished chunk of rows. A chunk is there when
 * its line is, and its checksum is right. The lock of the folder lies beside it, `<key>.lock`.
 */
import { type FileHandle, mkdir, open, readFile, rename, stat, utimes, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { crc32 } from "node:zlib";
import { syncFolder } from "#storage/sync-folder";
import { type FeatureIdentity, featureKey } from "./feature-identity.ts";

/** Bytes that a chunk has at most, and images: what is lost when a process is killed is the work of less than a minute. */
const CHUNK_BYTES = 32 * 2 ** 20;
const CHUNK_ROWS = 512;
/** Chunks have a multiple of so many images where they can: whole batches. */
const ROUND_ROWS = 32;
const HALF_BYTES = 2;

export type FeatureShape = {
  /** Images. */
  rows: number;
  /** Values of one image. */
  values: number;
};

type Head = FeatureShape & { v: 1; identity: FeatureIdentity; type: "float16"; chunkRows: number };
/** What the journal knows: the checksum (CRC-32) of each finished chunk. */
export type Journal = Map<number, number>;

export const lockOf = (folder: string, key: string): string => join(folder, `${key}.lock`);
export const headOf = (folder: string, key: string): string => join(folder, key, "head.json");
export const rowsOf = (folder: string, key: string): string => join(folder, key, "rows.f16");

export class FeatureFiles {
  readonly key: string;
  readonly rowsFile: string;
  readonly lockFile: string;
  readonly rowBytes: number;
  readonly chunks: number;
  /** Chunks that hold the first `needed` rows, and the bytes of those. */
  readonly neededChunks: number;
  readonly neededBytes: number;
  readonly #folder: string;
  readonly #headFile: string;
  readonly #journalFile: string;
  readonly #head: Head;

  /**
   * @param folder of all features
   * @param needed the first rows, which are wanted; others may be there or not
   */
  constructor(folder: string, identity: FeatureIdentity, { rows, values }: FeatureShape, needed = rows) {
    this.key = featureKey(identity);
    this.rowBytes = values * HALF_BYTES;
    const fitting = Math.min(CHUNK_ROWS, Math.floor(CHUNK_BYTES / this.rowBytes));
    const chunkRows = Math.max(1, fitting - (fitting > ROUND_ROWS ? fitting % ROUND_ROWS : 0));
    this.chunks = Math.ceil(rows / chunkRows);
    this.neededChunks = Math.ceil(needed / chunkRows);
    this.neededBytes = Math.min(rows, this.neededChunks * chunkRows) * this.rowBytes;
    this.#head = { v: 1, identity, rows, values, type: "float16", chunkRows };
    this.#folder = join(folder, this.key);
    this.lockFile = lockOf(folder, this.key);
    this.rowsFile = rowsOf(folder, this.key);
    this.#headFile = headOf(folder, this.key);
    this.#journalFile = join(this.#folder, "chunks.jsonl");
  }

  rowsIn(chunk: number): { first: number; count: number } {
    const { rows, chunkRows } = this.#head;
    const first = chunk * chunkRows;
    return { first, count: Math.min(chunkRows, rows - first) };
  }

  /** The journal as it stands; empty where there is none, or one of other features. */
  async journal(): Promise<Journal> {
    if ((await textOf(this.#headFile)) !== this.#headText()) return new Map();
    const lines = (await textOf(this.#journalFile)).split("\n").flatMap(parseLine);
    return new Map(lines.filter(([chunk]) => chunk < this.chunks));
  }

  /** Makes the folder say that it holds these chunks and no others. */
  async begin(journal: Journal): Promise<void> {
    await mkdir(this.#folder, { recursive: true });
    await replaceFile(this.#journalFile, [...journal].map(([chunk, checksum]) => lineOf(chunk, checksum)).join(""));
    await replaceFile(this.#headFile, this.#headText());
    await syncFolder(this.#folder);
  }

  async openRows(flags: "r" | "r+"): Promise<FileHandle> {
    if (flags === "r+") await (await open(this.rowsFile, "a")).close();
    return open(this.rowsFile, flags);
  }

  /** Whether the chunk's bytes are those of its checksum. */
  async isWhole(rows: FileHandle, chunk: number, checksum: number, buffer: Uint8Array): Promise<boolean> {
    const { first, count } = this.rowsIn(chunk);
    const bytes = buffer.subarray(0, count * this.rowBytes);
    const { bytesRead } = await rows.read(bytes, 0, bytes.length, first * this.rowBytes);
    return bytesRead === bytes.length && crc32(bytes) === checksum;
  }

  /** Writes a chunk, and its line once its bytes are on the disk. */
  async write(rows: FileHandle, journal: FileHandle, chunk: number, bytes: Uint8Array): Promise<void> {
    const start = this.rowsIn(chunk).first * this.rowBytes;
    for (let done = 0; done < bytes.length; ) {
      done += (await rows.write(bytes, done, bytes.length - done, start + done)).bytesWritten;
    }
    await rows.datasync();
    await journal.appendFile(lineOf(chunk, crc32(bytes)));
    await journal.datasync();
  }

  /** The bytes of the needed chunks, in order; each is valid until the next is asked for. */
  async *neededParts(): AsyncGenerator<Uint8Array> {
    const buffer = this.chunkBuffer();
    const rows = await this.openRows("r");
    try {
      for (let chunk = 0; chunk < this.neededChunks; chunk++) {
        const { first, count } = this.rowsIn(chunk);
        const bytes = buffer.subarray(0, count * this.rowBytes);
        await rows.read(bytes, 0, bytes.length, first * this.rowBytes);
        yield bytes;
      }
    } finally {
      await rows.close();
    }
  }

  openJournal(): Promise<FileHandle> {
    return open(this.#journalFile, "a");
  }

  /** A buffer of one chunk, in bytes. */
  chunkBuffer(): Uint8Array<ArrayBuffer> {
    return new Uint8Array(Math.min(this.#head.chunkRows, this.#head.rows) * this.rowBytes);
  }

  /** Remembers that they were used now. */
  async touch(): Promise<void> {
    const now = new Date();
    await utimes(this.#headFile, now, now);
  }

  /** Bytes that the rows take so far. */
  async bytesNow(): Promise<number> {
    return (await stat(this.rowsFile).catch(() => null))?.size ?? 0;
  }

  #headText(): string {
    return `${JSON.stringify(this.#head, null, 2)}\n`;
  }
}

const lineOf = (chunk: number, checksum: number): string => `${JSON.stringify({ chunk, crc32: checksum })}\n`;

/** Nothing for a line that was not written to its end. */
function parseLine(line: string): [number, number][] {
  const [, chunk, checksum] = /^\{"chunk":(\d+),"crc32":(\d+)\}$/.exec(line) ?? [];
  return chunk === undefined ? [] : [[Number(chunk), Number(checksum)]];
}

const textOf = (file: string): Promise<string> =>
  readFile(file, "utf8").catch((error: NodeJS.ErrnoException) => {
    if (error.code === "ENOENT") return "";
    throw error;
  });

/** Whole or not at all. */
async function replaceFile(file: string, text: string): Promise<void> {
  await writeFile(`${file}.new`, text, { flush: true });
  await rename(`${file}.new`, file);
}
