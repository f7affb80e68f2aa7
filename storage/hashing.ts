/** Hashes taken while bytes pass by, so that no file has to be in memory as a whole. */
import { createHash } from "node:crypto";
import type { StoredFile } from "./store.ts";

type Bytes = AsyncIterable<Uint8Array>;

export const hashOf = (bytes: Uint8Array): string => createHash("sha256").update(bytes).digest("hex");

/** Passes a stream on; `result` is its hash and length once it has ended. */
export function hashing(content: Bytes): { content: Bytes; result: () => StoredFile } {
  const hash = createHash("sha256");
  let bytes = 0;
  let sha256: string | null = null;
  return {
    content: (async function* () {
      for await (const part of content) {
        hash.update(part);
        bytes += part.length;
        yield part;
      }
      sha256 = hash.digest("hex");
    })(),
    result: () => {
      if (sha256 === null) throw new Error("A stream has no hash before its end.");
      return { sha256, bytes };
    },
  };
}

/**
 * Passes a stream on, its last part only when the whole has the hash `sha256`.
 *
 * @param refuse the error for a stream that has another
 */
export async function* verified<Part extends Uint8Array>(
  content: AsyncIterable<Part>,
  sha256: string,
  refuse: (actual: string) => Error,
): AsyncGenerator<Part> {
  const hash = createHash("sha256");
  let last: Part | null = null;
  for await (const part of content) {
    if (last) yield last;
    hash.update(part);
    last = part;
  }
  const actual = hash.digest("hex");
  if (actual !== sha256) throw refuse(actual);
  if (last) yield last;
}

/** A file of the store whose bytes are not what its name says. */
export class DamagedArtefactError extends Error {}

export const damaged = (sha256: string) => (actual: string) =>
  new DamagedArtefactError(`Artefact ${sha256} is damaged: its bytes have the SHA-256 ${actual}.`);

/** For what somebody wants to put there. */
export const notAsSaid = (sha256: string) => (actual: string) =>
  new Error(`Nothing was stored: the bytes were to have the SHA-256 ${sha256}, but have ${actual}.`);
