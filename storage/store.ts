/**
 * The artefact store: immutable bytes under the SHA-256 of their content. Web tier and trainer see only this interface; a
 * local folder and an S3 bucket are behind it.
 */

export type StoredFile = { sha256: string; bytes: number };

/** One that is in the store, and when it was last put there. */
export type ListedFile = StoredFile & { putAt: Date };

export type OpenedFile = { bytes: number; content: AsyncIterable<Uint8Array<ArrayBuffer>> };

/** How much of something. */
export type Amount = { files: number; bytes: number };

export interface ArtefactStore {
  /** Writes `bytes` under their hash, whole or not at all. Writing what is there already is a cheap success. */
  put(bytes: Uint8Array): Promise<StoredFile>;
  /**
   * Writes a stream of any length under its hash, whole or not at all, without ever holding all of it in memory.
   *
   * @param sha256 its hash, where that is known beforehand: a stream with another is refused, and nothing is written
   */
  putStream(content: AsyncIterable<Uint8Array>, sha256?: string): Promise<StoredFile>;
  /** The bytes, verified against the hash, or null when there are none. Throws when they are damaged. */
  get(sha256: string): Promise<Uint8Array<ArrayBuffer> | null>;
  /**
   * The bytes as a stream, to be read once, or null when there are none. What comes last is held back until the hash is
   * known to be right: a damaged file ends with an error and is never read to its end.
   */
  open(sha256: string): Promise<OpenedFile | null>;
  /** Whether there is such a file; its bytes are not looked at. */
  has(sha256: string): Promise<boolean>;
  /** Removes an artefact; removing what is not there is no error. */
  delete(sha256: string): Promise<void>;
  /** Removes an artefact unless somebody has put it again since `before`, in this very moment included. */
  deleteUnlessPut(sha256: string, before: Date): Promise<boolean>;
  /** All artefacts, in no order. */
  list(): AsyncIterable<ListedFile>;
  /** Removes what writers that died before `before` have left, or only says how much that would be. */
  removeUnfinished(before: Date, options: { dryRun: boolean }): Promise<Amount>;
  /**
   * An address at which whoever has it can download the file for a minute, past this process, or null where the store gives
   * none: a local folder, or a bucket without STORE_S3_SIGNED.
   *
   * @param headers `content-type` and `content-disposition` of the answer
   */
  signedUrl(sha256: string, headers: { type: string; disposition: string }): Promise<string | null>;
  /** Resolves when the store can be written, otherwise throws with what is wrong and what to do. */
  check(): Promise<void>;
}
