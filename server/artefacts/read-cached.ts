import type { ArtefactStore } from "#storage/store";

/** Bytes that are kept in memory, of small files that are asked for again and again. */
const LIMIT = 16 * 2 ** 20;

/** The least recently used first. A file under its hash never changes. */
const kept = new Map<string, Uint8Array<ArrayBuffer>>();
let size = 0;

/** The bytes of a small artefact, from memory where it was read before; null when the store has it no more. */
export async function readCached(
  store: Pick<ArtefactStore, "get">,
  sha256: string,
): Promise<Uint8Array<ArrayBuffer> | null> {
  const known = kept.get(sha256);
  const bytes = known ?? (await store.get(sha256));
  if (!bytes) return null;
  forget(sha256);
  if (bytes.length <= LIMIT) keep(sha256, bytes);
  return bytes;
}

function keep(sha256: string, bytes: Uint8Array<ArrayBuffer>): void {
  kept.set(sha256, bytes);
  size += bytes.length;
  for (const oldest of kept.keys()) {
    if (size <= LIMIT) return;
    forget(oldest);
  }
}

function forget(sha256: string): void {
  size -= kept.get(sha256)?.length ?? 0;
  kept.delete(sha256);
}
