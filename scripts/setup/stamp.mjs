// Remembers what a step last worked on, so that it is done again exactly when its inputs change.
import { createHash } from "node:crypto";
import { readdirSync, readFileSync } from "node:fs";
import { mkdir, writeFile } from "node:fs/promises";
import { dirname, join } from "node:path";

/**
 * @param {readonly string[]} files
 * @param {readonly string[]} [words] whatever else the result depends on
 * @returns {string} SHA-256 over names and contents; a missing file counts as such
 */
export function hashFiles(files, words = []) {
  const hash = createHash("sha256");
  for (const word of words) hash.update(`${word}\0`);
  for (const file of files) {
    hash.update(`${file}\0`);
    hash.update(readOr(file, ""));
    hash.update("\0");
  }
  return hash.digest("hex");
}

/** @returns {string[]} all files below `folder` in a fixed order, without those that `skip` names */
export function listFiles(folder, skip = () => false) {
  const files = [];
  for (const entry of readdirSync(folder, { withFileTypes: true }).sort((a, b) => (a.name < b.name ? -1 : 1))) {
    const path = join(folder, entry.name);
    if (skip(path)) continue;
    if (entry.isDirectory()) files.push(...listFiles(path, skip));
    else if (entry.isFile()) files.push(path);
  }
  return files;
}

/** @returns whether the stamp `file` holds `value` */
export function isStamped(file, value) {
  return readOr(file, "").toString() === value;
}

export async function writeStamp(file, value) {
  await mkdir(dirname(file), { recursive: true });
  await writeFile(file, value);
}

function readOr(file, fallback) {
  try {
    return readFileSync(file);
  } catch {
    return fallback;
  }
}
