import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { npm } from "./npm.mjs";
import { formatDuration, reportGrowth, say } from "./report.mjs";

/** Installs the packages that package-lock.json names, unless exactly they are installed. */
export async function ensurePackages(paths) {
  if (arePackagesCurrent(paths)) return;
  const wanted = readLock(join(paths.checkout, "package-lock.json"));
  const count = Object.values(wanted).filter((entry) => !entry.optional).length;
  say("packages", `Installing ${count} npm packages (about 1 GB unpacked)`);
  const started = Date.now();
  const done = reportGrowth("packages", paths.modules, "unpacked", 10);
  // The development packages hold the tests' tools, also where NODE_ENV says production.
  await npm(["ci", "--include=dev", "--no-audit", "--no-fund"], { cwd: paths.checkout }).finally(done);
  say("packages", `Installed in ${formatDuration(Date.now() - started)}`);
}

/** @returns {boolean} whether node_modules holds what package-lock.json names */
export function arePackagesCurrent(paths) {
  const installed = readLock(join(paths.modules, ".package-lock.json"));
  return installed !== null && isInstalled(readLock(join(paths.checkout, "package-lock.json")), installed);
}

/**
 * npm itself writes what it installed to node_modules/.package-lock.json, last of all, so an interrupted one is not taken
 * for complete.
 *
 * @param {Record<string, LockEntry>} wanted `packages` of package-lock.json
 * @param {Record<string, LockEntry>} installed `packages` of node_modules/.package-lock.json
 * @typedef {{ version?: string, integrity?: string, optional?: boolean }} LockEntry
 */
export function isInstalled(wanted, installed) {
  return Object.entries(wanted).every(([path, entry]) => {
    if (path === "") return true;
    const present = installed[path];
    // Optional packages of other platforms are never installed.
    if (!present) return entry.optional === true;
    return present.version === entry.version && present.integrity === entry.integrity;
  });
}

function readLock(file) {
  return existsSync(file) ? JSON.parse(readFileSync(file, "utf8")).packages : null;
}
