import { mkdir } from "node:fs/promises";
import { join } from "node:path";
import { type FileLock, tryLock } from "../features/file-lock.ts";

/** Trainers that may share a home. */
const MOST = 64;

/**
 * The folder of this trainer's own, with its identity and the logs of its runs: the home itself, or `trainer-2`,
 * `trainer-3`, … in it while others of this machine are at work there. A restarted trainer finds what it left.
 *
 * @returns the lock is the operating system's and ends with the process
 */
export async function openTrainerFolder(home: string): Promise<{ folder: string; lock: FileLock }> {
  for (let number = 1; number <= MOST; number++) {
    const folder = number === 1 ? home : join(home, `trainer-${number}`);
    await mkdir(folder, { recursive: true });
    const lock = tryLock(join(folder, "trainer.lock"), "compute");
    if (lock) return { folder, lock };
  }
  throw new Error(`${MOST} trainers work in ${home} already; let CULTIVAR_HOME name another folder for this one.`);
}
