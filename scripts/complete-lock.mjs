// Completes package-lock.json after `npm install NAME`: run it when the test "package-lock.json is complete" asks for it.
//
// A registry mirror may lack a package's builds for other platforms. npm then leaves them out of the lock file, and `npm ci`
// refuses that file everywhere and finds no build on those platforms. Their names and exact versions stand in the package
// that wants them, and their platform in their names, so their entries can be written without asking any registry.
import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { checkout } from "./setup/paths.mjs";

const OS = /\b(android|darwin|freebsd|linux|win32|windows)\b/;
const CPU = /\b(arm64|arm|ia32|loong64|mips64el|ppc64|riscv64|s390x|wasm32|x64)\b/;

/**
 * @param {Record<string, any>} packages `packages` of a lock file
 * @returns {Record<string, any>} the entries that are missing for optional dependencies
 */
export function missingEntries(packages) {
  const missing = {};
  for (const [path, entry] of Object.entries(packages)) {
    for (const [name, version] of Object.entries(entry.optionalDependencies ?? {})) {
      if (isResolved(packages, path, name)) continue;
      const os = name.match(OS)?.[1].replace("windows", "win32");
      const cpu = name.match(CPU)?.[1];
      missing[`node_modules/${name}`] = {
        version,
        ...(cpu ? { cpu: [cpu] } : {}),
        ...(entry.dev ? { dev: true } : {}),
        ...(os === "linux" ? { libc: [name.includes("musl") ? "musl" : "glibc"] } : {}),
        optional: true,
        ...(os ? { os: [os] } : {}),
      };
    }
  }
  return missing;
}

/** @returns {boolean} whether `name`, wanted by the package at `path`, stands in that folder or in one above it */
function isResolved(packages, path, name) {
  for (let folder = path; ; ) {
    if (`${folder ? `${folder}/` : ""}node_modules/${name}` in packages) return true;
    if (!folder) return false;
    folder = folder.slice(0, Math.max(0, folder.lastIndexOf("/node_modules/")));
  }
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const file = join(checkout, "package-lock.json");
  const lock = JSON.parse(readFileSync(file, "utf8"));
  const missing = missingEntries(lock.packages);
  const wrong = Object.entries(missing).find(([, { version }]) => !/^\d/.test(version));
  if (wrong)
    throw new Error(`${wrong[0]} is wanted as "${wrong[1].version}", which is no exact version: add it by hand.`);
  const entries = Object.entries({ ...lock.packages, ...missing });
  lock.packages = Object.fromEntries(entries.sort(([a], [b]) => a.localeCompare(b, "en")));
  writeFileSync(file, `${JSON.stringify(lock, null, 2)}\n`);
  console.log(`${Object.keys(missing).length} entries added to package-lock.json`);
}
