/** Features that are on the disk, whole and checked, and in use until they are closed: nobody removes them before. */
import type { FileHandle } from "node:fs/promises";
import { decodeHalves } from "#ml/data/half-floats";
import type { FeatureShape } from "./feature-files.ts";

export class Features {
  /** All rows one after the other, little-endian float16; for engines that map files. */
  readonly file: string;
  readonly rows: number;
  /** Values in a row. */
  readonly values: number;
  readonly #handle: FileHandle;
  readonly #release: () => void;
  /** Grows to the largest batch. */
  #halves = new Uint16Array();

  constructor(file: string, { rows, values }: FeatureShape, handle: FileHandle, release: () => void) {
    this.file = file;
    this.rows = rows;
    this.values = values;
    this.#handle = handle;
    this.#release = release;
  }

  /**
   * Reads rows, wherever they lie; those that follow each other at once. One call at a time.
   *
   * @param into float32, at least [indices.length, values]; made where it is not given
   * @returns [indices.length, values]
   * @throws RangeError when there is no such row
   */
  async read(indices: Int32Array, into = new Float32Array(indices.length * this.values)): Promise<Float32Array> {
    const outside = indices.find((index) => index < 0 || index >= this.rows);
    if (outside !== undefined) throw new RangeError(`There is no row ${outside} in features of ${this.rows} images.`);
    const size = indices.length * this.values;
    if (this.#halves.length < size) this.#halves = new Uint16Array(size);
    const halves = this.#halves.subarray(0, size);
    await Promise.all(runsOf(indices).map((run) => this.#readRun(halves, run)));
    const values = into.subarray(0, size);
    decodeHalves(halves, values);
    return values;
  }

  async close(): Promise<void> {
    await this.#handle.close();
    this.#release();
  }

  async #readRun(halves: Uint16Array, { place, index, count }: Run): Promise<void> {
    const part = halves.subarray(place * this.values, (place + count) * this.values);
    const { bytesRead } = await this.#handle.read(
      part,
      0,
      part.byteLength,
      index * this.values * part.BYTES_PER_ELEMENT,
    );
    if (bytesRead < part.byteLength) throw new Error(`${this.file} ends before row ${index + count}.`);
  }
}

/** `count` rows from `index` on, which go to `place`. */
type Run = { place: number; index: number; count: number };

function runsOf(indices: Int32Array): Run[] {
  const runs: Run[] = [];
  for (const [place, index] of indices.entries()) {
    const last = runs.at(-1);
    if (last && last.index + last.count === index) last.count++;
    else runs.push({ place, index, count: 1 });
  }
  return runs;
}
