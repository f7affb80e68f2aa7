/** Fetches a published file once, and goes on where an earlier attempt ended. */
import { createHash } from "node:crypto";
import { createReadStream } from "node:fs";
import { mkdir, open, rename, rm, stat } from "node:fs/promises";
import { join } from "node:path";
import { pipeline } from "node:stream/promises";

export type PublishedFile = {
  name: string;
  url: string;
  bytes: number;
  /** As its publisher states it, in hexadecimal. It shows damage and other versions; against forgery it protects nobody. */
  md5: string;
};

/** Lines of progress in a whole download. */
const PROGRESS_LINES = 10;

/**
 * Makes sure that `folder` holds the file: nothing is fetched when it is there and whole. What arrives is kept as
 * `<name>.part` until size and MD5 are right, so a file of the right name is a whole one.
 *
 * @param log told in lines how it goes
 * @returns where the file is
 * @throws Error that names the file and its address; what has arrived stays for the next attempt, unless it is wrong
 */
export async function download(file: PublishedFile, folder: string, log: (line: string) => void): Promise<string> {
  const path = join(folder, file.name);
  const part = `${path}.part`;
  if ((await findFlaw(path, file)) === null) {
    log(`${path} is there already`);
    return path;
  }
  await mkdir(folder, { recursive: true });
  try {
    await complete(part, file, log);
    const flaw = await findFlaw(part, file);
    if (flaw) throw new WrongFile(flaw);
  } catch (error) {
    if (error instanceof WrongFile) await rm(part, { force: true });
    throw new Error(`${file.name} cannot be fetched from ${file.url}: ${reasonOf(error)}.`, { cause: error });
  }
  await rename(part, path);
  log(`${path} is there, and its MD5 is right`);
  return path;
}

/** What the address has is not the file; nothing of it is of use. */
class WrongFile extends Error {}
/** The server answers, but not with the file. */
class Refusal extends Error {}

/** Fetches until `part` is as long as the file. A connection that breaks is made again as long as each brings more. */
async function complete(part: string, file: PublishedFile, log: (line: string) => void): Promise<void> {
  for (let had = await sizeOf(part); had !== file.bytes; ) {
    if (had > file.bytes) throw new WrongFile(`more than its ${file.bytes} bytes have arrived`);
    let failure: unknown = new Error("the connection ended early");
    await fetchRest(part, had, file, log).catch((error) => {
      failure = error;
    });
    const has = await sizeOf(part);
    if (failure instanceof WrongFile || failure instanceof Refusal) throw failure;
    if (has === file.bytes) return;
    if (has <= had) throw failure;
    log(`the connection broke after ${megabytes(has)}; going on from there`);
    had = has;
  }
}

/** Appends to `part`, which has `had` bytes, what comes after them; begins anew where the server sends the whole file. */
async function fetchRest(
  part: string,
  had: number,
  { url, bytes }: PublishedFile,
  log: (line: string) => void,
): Promise<void> {
  // Packed on its way, a file could not be resumed by its own positions.
  const identity = { "accept-encoding": "identity" };
  const wanted = had > 0 ? { ...identity, range: `bytes=${had}-` } : identity;
  const { status, statusText, headers, body } = await fetch(url, { headers: wanted });
  if (status === 416) throw new WrongFile(`there it is shorter than ${bytes} bytes`);
  if (!(status === 200 || status === 206) || !body) throw new Refusal(`the server answers ${status} ${statusText}`);
  const start = status === 206 ? had : 0;
  const length = headers.get("content-length");
  if (length !== null && start + Number(length) !== bytes) {
    await body.cancel();
    throw new WrongFile(`there it has ${start + Number(length)} bytes instead of ${bytes}`);
  }
  if (start > 0) log(`going on from ${megabytes(start)}`);
  const handle = await open(part, status === 206 ? "a" : "w");
  try {
    let has = start;
    for await (const chunk of body) {
      const lines = Math.floor((has * PROGRESS_LINES) / bytes);
      has += chunk.length;
      if (has > bytes) throw new WrongFile(`there it has more than ${bytes} bytes`);
      await handle.appendFile(chunk);
      if (Math.floor((has * PROGRESS_LINES) / bytes) > lines) log(`${megabytes(has)} of ${megabytes(bytes)}`);
    }
  } finally {
    await handle.close();
  }
}

/** What is wrong with the file at `path`; null if nothing is. */
async function findFlaw(path: string, { bytes, md5 }: PublishedFile): Promise<string | null> {
  const size = await sizeOf(path);
  if (size !== bytes) return `it has ${size} bytes instead of ${bytes}`;
  const hash = createHash("md5");
  await pipeline(createReadStream(path), hash);
  const actual = hash.digest("hex");
  return actual === md5 ? null : `its MD5 is ${actual} instead of ${md5}`;
}

/** 0 without a file. */
const sizeOf = (path: string): Promise<number> => stat(path).then(({ size }) => size, () => 0); // biome-ignore format: one thought

const megabytes = (bytes: number): string => `${(bytes / 1e6).toFixed(1)} MB`;

/** Why a request failed is in the cause of what `fetch` throws. */
function reasonOf(error: unknown): string {
  const { message, cause } = error as Error;
  const { message: inner, code } = (cause ?? {}) as NodeJS.ErrnoException;
  return inner || code || message;
}
