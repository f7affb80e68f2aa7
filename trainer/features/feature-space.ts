/** How much disk features may take, and what goes when it becomes tight: those that were not used for longest. */
import { readdir, rm, stat, statfs } from "node:fs/promises";
import { join } from "node:path";
import { homeFolder } from "../home-folder.ts";
import { headOf, lockOf, rowsOf } from "./feature-files.ts";
import { type FileLock, tryLock } from "./file-lock.ts";

const GIGABYTE = 1e9;
/** Three of the notebook's networks, 12 GB each, and what heads on averages need beside them. */
const LIMIT_GB = 40;
/** Bytes left for everything else on the disk. */
const MARGIN = GIGABYTE;

type Environment = Readonly<Record<string, string | undefined>>;

/** The folder of all features: `features` in CULTIVAR_HOME, else in the checkout's `.cultivar`. */
export const featuresFolder = (env: Environment): string => join(homeFolder(env), "features");

/**
 * Bytes that all features may take: FEATURES_LIMIT_GB, in 10^9 bytes, or 40 of them.
 *
 * @throws Error when it is set to something else than a number above 0
 */
export function featuresLimit(env: Environment): number {
  const limit = env.FEATURES_LIMIT_GB === undefined ? LIMIT_GB : Number(env.FEATURES_LIMIT_GB);
  if (!(limit > 0)) throw new Error("FEATURES_LIMIT_GB must be a number of gigabytes above 0.");
  return limit * GIGABYTE;
}

/** There is not enough disk for features; the message says how much is needed, where, and what to do. */
export class FeatureSpaceError extends Error {
  override readonly name = "FeatureSpaceError";
}

export type Wanted = {
  key: string;
  /** Bytes that the features will take. */
  bytes: number;
  /** Bytes of them that are not on the disk yet. */
  missing: number;
};

export type SpaceLimits = {
  /** Bytes that all features may take. */
  limitBytes: number;
  /** Bytes that may still be written in a folder; by default what the system says. */
  freeBytes?: (folder: string) => Promise<number>;
};

/**
 * Removes features until there is room for those that are wanted. None that somebody uses are removed, and none at all
 * where that would not be enough.
 *
 * @throws FeatureSpaceError
 */
export async function makeRoom(folder: string, wanted: Wanted, limits: SpaceLimits): Promise<void> {
  const { limitBytes, freeBytes = freeOn } = limits;
  const others = await listOthers(folder, wanted.key);
  let taken = others.reduce((sum, { bytes }) => sum + bytes, 0);
  let free = await freeBytes(folder);
  const isOverLimit = () => taken + wanted.bytes > limitBytes;
  const isFull = () => free < wanted.missing + MARGIN;
  const removed: { key: string; lock: FileLock }[] = [];
  try {
    for (const { key, bytes } of others) {
      if (!isOverLimit() && !isFull()) break;
      const lock = tryLock(lockOf(folder, key), "remove");
      if (!lock) continue;
      removed.push({ key, lock });
      taken -= bytes;
      free += bytes;
    }
    if (isOverLimit()) {
      const inUse = taken > 0 ? `, of which ${size(taken)} are in use by other trainings` : "";
      throw new FeatureSpaceError(
        `The features take ${size(wanted.bytes)}, and all of this trainer's together may take ${size(limitBytes)}${inUse}. ` +
          "Raise FEATURES_LIMIT_GB, or average the features, which leaves one value per channel.",
      );
    }
    if (isFull()) {
      throw new FeatureSpaceError(
        `The features need ${size(wanted.missing)} more in ${folder}, and ${size(MARGIN)} must stay free, but ${size(free)} ` +
          "are free there, other features that could go counted in. Free some, let CULTIVAR_HOME name a folder on a " +
          "larger disk, or average the features, which leaves one value per channel.",
      );
    }
    for (const { key } of removed) await rm(join(folder, key), { recursive: true, force: true });
  } finally {
    for (const { lock } of removed) lock.release();
  }
}

/** What a write says that finds no space. EFBIG is a limit that the system has set for this process. */
const FULL = ["ENOSPC", "EDQUOT", "EFBIG"];

/**
 * @param done images whose features are kept
 * @param missing bytes that are still to be written
 * @returns a FeatureSpaceError for the error of a write that found no space, any other as it is
 */
export function explainFull(
  error: unknown,
  folder: string,
  { done, rows, missing }: { done: number; rows: number; missing: number },
): unknown {
  if (!FULL.includes((error as NodeJS.ErrnoException).code ?? "")) return error;
  const [kept, all] = [done, rows].map((count) => count.toLocaleString("en-US"));
  return new FeatureSpaceError(
    `The disk of ${folder} is full after the features of ${kept} of ${all} images: ${size(missing)} more are needed there. ` +
      "Free them and start again: what is done is kept.",
    { cause: error },
  );
}

/** The other features, least recently used first. */
async function listOthers(folder: string, own: string): Promise<{ key: string; bytes: number; usedAt: number }[]> {
  const keys = (await readdir(folder)).filter((name) => /^[0-9a-f]{64}$/.test(name) && name !== own);
  const others = keys.map(async (key) => {
    const [rows, head] = await Promise.all([rowsOf, headOf].map((of) => stat(of(folder, key)).catch(() => null)));
    return { key, bytes: rows?.size ?? 0, usedAt: head?.mtimeMs ?? 0 };
  });
  return (await Promise.all(others)).sort((a, b) => a.usedAt - b.usedAt);
}

async function freeOn(folder: string): Promise<number> {
  const { bavail, bsize } = await statfs(folder);
  return bavail * bsize;
}

const size = (bytes: number): string =>
  bytes < GIGABYTE ? `${(bytes / 1e6).toFixed(1)} MB` : `${(bytes / GIGABYTE).toFixed(1)} GB`;
