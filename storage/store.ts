/**
 * The artefact store: immutable bytes under the SHA-256 of their content. Web tier and trainer see only this interface.
 */
export interface ArtefactStore {
  /** Writes `bytes` under their hash, whole or not at all. Writing what is there already is a cheap success. */
  put(bytes: Uint8Array): Promise<{ sha256: string; bytes: number }>;
  /** The bytes, verified against the hash, or null when there are none. Throws when they are damaged. */
  get(sha256: string): Promise<Uint8Array<ArrayBuffer> | null>;
  /** Removes an artefact; removing what is not there is no error. */
  delete(sha256: string): Promise<void>;
  /** Resolves when the store can be written, otherwise throws with what is wrong and what to do. */
  check(): Promise<void>;
}
