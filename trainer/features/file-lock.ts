/**
 * Locks between processes that end with their holder, however it ends: those of SQLite on an empty database, which are the
 * operating system's. A file with a process number in it would have to be taken over from the dead, and two could do so.
 */

import { DatabaseSync } from "node:sqlite";
import { setTimeout as sleep } from "node:timers/promises";

/**
 * `use`: held by any number at once. `compute`: held by one, beside those who use. `remove`: held by one alone.
 * SQLite's names for them are shared, reserved and exclusive.
 */
export type LockMode = "use" | "compute" | "remove";

export type FileLock = { release(): void };

const STATEMENTS: Record<LockMode, string> = {
  use: "BEGIN; SELECT count(*) FROM sqlite_schema",
  compute: "BEGIN IMMEDIATE",
  remove: "BEGIN EXCLUSIVE",
};
const SQLITE_BUSY = 5;
/** Milliseconds between two tries. */
const INTERVAL = 200;

/**
 * @param file made where it is missing, and never to be removed: somebody may be waiting at it
 * @returns null where others hold the lock
 */
export function tryLock(file: string, mode: LockMode): FileLock | null {
  const database = new DatabaseSync(file, { timeout: 0 });
  try {
    database.exec(STATEMENTS[mode]);
  } catch (error) {
    database.close();
    if ((error as { errcode?: number }).errcode === SQLITE_BUSY) return null;
    throw error;
  }
  return { release: () => database.close() };
}

/**
 * @param onWait called before each time that it waits for others
 * @throws the signal's reason, once it is aborted
 */
export async function waitForLock(
  file: string,
  mode: LockMode,
  { signal, onWait }: { signal?: AbortSignal | undefined; onWait?: () => Promise<void> } = {},
): Promise<FileLock> {
  for (;;) {
    signal?.throwIfAborted();
    const lock = tryLock(file, mode);
    if (lock) return lock;
    await onWait?.();
    await sleep(INTERVAL);
  }
}
