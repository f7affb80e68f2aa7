/**
 * The features of all images of a data set, computed once and kept: whoever asks for them next finds them. What was computed
 * survives the end of the process at any moment; of several processes one computes, and the others take over if it dies.
 */
import { mkdir } from "node:fs/promises";
import { encodeHalves } from "#ml/data/half-floats";
import { FeatureFiles, type FeatureShape, type Journal } from "./feature-files.ts";
import type { FeatureIdentity } from "./feature-identity.ts";
import { explainFull, makeRoom, type SpaceLimits } from "./feature-space.ts";
import { Features } from "./features.ts";
import { waitForLock } from "./file-lock.ts";

export type FeatureProgress = {
  /** `waiting`: another process computes them, and this is how far it has come; `fetching`: another trainer has. */
  phase: "checking" | "fetching" | "computing" | "waiting";
  /** Images. */
  done: number;
  total: number;
};

/** By which trainers share features. */
export type FeatureExchange = {
  /** Bytes of a chunk that somebody else has computed; null where nobody has. */
  fetch(key: string, chunk: number): Promise<Uint8Array | null>;
  /** Told of features that were computed here: their bytes, and all needed chunks in order, each to be read at once. */
  offer(key: string, bytes: number, chunks: AsyncIterable<Uint8Array>): Promise<void>;
};

export type FeatureRequest = SpaceLimits &
  FeatureShape & {
    /** The first so many images are wanted; all unless it is said. Others may be computed another time. */
    needed?: number;
    /** Of all features; made where it is missing. */
    folder: string;
    identity: FeatureIdentity;
    /** The features of `count` images from `first` on, [count, values]. May use the same memory again at the next call. */
    extract(first: number, count: number): Promise<Float32Array>;
    /** Images in one call of `extract`, at most. */
    batch: number;
    onProgress?: (progress: FeatureProgress) => void;
    /** Told after each chunk that was written for good, with the images whose features are there by now. */
    onKept?: (done: number) => void;
    exchange?: FeatureExchange;
    /** Ends the work after the batch at hand; finished chunks are kept. */
    signal?: AbortSignal | undefined;
  };

/**
 * Finds or computes features. Those that are found are read once and compared with their checksums; damaged ones are
 * computed anew.
 *
 * @returns to be closed after use
 * @throws FeatureSpaceError when the disk or the limit has no room for them
 * @throws RangeError when a feature is no number that float16 can hold
 * @throws the signal's reason, once it is aborted
 */
export async function ensureFeatures(request: FeatureRequest): Promise<Features> {
  const { folder, identity, rows, values, needed = rows, signal, onProgress } = request;
  await mkdir(folder, { recursive: true });
  const files = new FeatureFiles(folder, identity, { rows, values }, needed);
  const use = await waitForLock(files.lockFile, "use", { signal });
  try {
    const onWait = async () =>
      onProgress?.({ phase: "waiting", done: Math.min(needed, rowsIn(files, await files.journal())), total: needed });
    const turn = await waitForLock(files.lockFile, "compute", { signal, onWait });
    try {
      const whole = await check(files, request);
      const isMissing = neededOf(files, whole).length < files.neededChunks;
      if (isMissing && (await complete(files, whole, request))) {
        await request.exchange?.offer(files.key, files.neededBytes, files.neededParts());
      }
    } finally {
      turn.release();
    }
    await files.touch();
    return new Features(files.rowsFile, { rows: needed, values }, await files.openRows("r"), () => use.release());
  } catch (error) {
    use.release();
    throw error;
  }
}

/** The chunks that are there, less those of the needed ones that have not the bytes that were written. */
async function check(
  files: FeatureFiles,
  { rows, needed: total = rows, signal, onProgress }: FeatureRequest,
): Promise<Journal> {
  const journal = await files.journal();
  if (journal.size === 0) return journal;
  const whole: Journal = new Map(journal);
  const buffer = files.chunkBuffer();
  const file = await files.openRows("r+");
  try {
    let done = 0;
    for (const [chunk, checksum] of neededOf(files, journal)) {
      signal?.throwIfAborted();
      if (!(await files.isWhole(file, chunk, checksum, buffer))) whole.delete(chunk);
      done += files.rowsIn(chunk).count;
      onProgress?.({ phase: "checking", done: Math.min(done, total), total });
    }
  } finally {
    await file.close();
  }
  return whole;
}

/**
 * Fetches or computes the needed chunks that `whole` lacks, in their order.
 *
 * @returns whether any was computed
 */
async function complete(files: FeatureFiles, whole: Journal, request: FeatureRequest): Promise<boolean> {
  const { folder, rows, needed: total = rows, exchange, signal, onProgress } = request;
  const bytes = files.neededBytes;
  let done = rowsIn(files, new Map(neededOf(files, whole)));
  const onDisk = Math.min(await files.bytesNow(), bytes);
  await makeRoom(folder, { key: files.key, bytes, missing: bytes - onDisk }, request);
  await files.begin(whole);
  const buffer = files.chunkBuffer();
  const [file, journal] = [await files.openRows("r+"), await files.openJournal()];
  let isComputed = false;
  try {
    for (let chunk = 0; chunk < files.neededChunks; chunk++) {
      if (whole.has(chunk)) continue;
      const { first, count } = files.rowsIn(chunk);
      const chunkBytes = buffer.subarray(0, count * files.rowBytes);
      signal?.throwIfAborted();
      const fetched = await exchange?.fetch(files.key, chunk);
      if (fetched?.length === chunkBytes.length) {
        chunkBytes.set(fetched);
        onProgress?.({ phase: "fetching", done: Math.min(total, done + count), total });
      } else {
        isComputed = true;
        await compute({ first, count }, new Uint16Array(chunkBytes.buffer, 0, count * request.values), request, done);
      }
      await files.write(file, journal, chunk, chunkBytes);
      done += count;
      request.onKept?.(Math.min(total, done));
    }
    return isComputed;
  } catch (error) {
    throw explainFull(error, folder, { done, rows: total, missing: bytes - done * files.rowBytes });
  } finally {
    await file.close();
    await journal.close();
  }
}

/** Computes rows into `halves`; `done` were there before. */
async function compute(
  { first, count }: { first: number; count: number },
  halves: Uint16Array,
  { rows, needed: total = rows, values, extract, batch, signal, onProgress }: FeatureRequest,
  done: number,
): Promise<void> {
  for (let at = 0; at < count; at += batch) {
    signal?.throwIfAborted();
    const size = Math.min(batch, count - at);
    encode(await extract(first + at, size), halves.subarray(at * values, (at + size) * values), first + at, values);
    onProgress?.({ phase: "computing", done: Math.min(total, done + at + size), total });
  }
}

function encode(features: Float32Array, target: Uint16Array, first: number, values: number): void {
  if (features.length !== target.length) {
    throw new RangeError(
      `${target.length / values} images have ${features.length} features instead of ${target.length}.`,
    );
  }
  const wrong = encodeHalves(features, target);
  if (wrong < 0) return;
  throw new RangeError(
    `Feature ${wrong % values} of image ${first + Math.floor(wrong / values)} is ${features[wrong]}: features are kept as ` +
      "float16, which ends at 65,504.",
  );
}

/** Chunks of a journal that hold needed rows. */
const neededOf = (files: FeatureFiles, journal: Journal): [number, number][] =>
  [...journal].filter(([chunk]) => chunk < files.neededChunks);

const rowsIn = (files: FeatureFiles, journal: Journal): number =>
  journal.keys().reduce((sum, chunk) => sum + files.rowsIn(chunk).count, 0);
