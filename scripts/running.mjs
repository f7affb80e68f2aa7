// The note that `npm start` leaves while it runs: where the web app answers, and which processes belong to it.
import { readFile, rm, writeFile } from "node:fs/promises";
import { join } from "node:path";

/**
 * @typedef {import("./setup/process-identity.mjs").Identity} Identity
 * @typedef {{ url: string, start: Identity, members: (Identity & { name: string })[] }} Running
 * @typedef {import("./setup/paths.mjs").Paths} Paths
 */

/** @returns {Promise<Running | null>} the note, be its processes alive or not */
export async function readRunning(/** @type {Paths} */ paths) {
  return JSON.parse(await readFile(noteOf(paths), "utf8").catch(() => "null"));
}

export async function writeRunning(/** @type {Paths} */ paths, /** @type {Running} */ running) {
  await writeFile(noteOf(paths), JSON.stringify(running));
}

export async function removeRunning(/** @type {Paths} */ paths) {
  await rm(noteOf(paths), { force: true });
}

function noteOf(paths) {
  return join(paths.home, "running.json");
}
