// One set-up at a time in one home: `npm test` and `npm start` may be started together.
import { mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { dirname } from "node:path";
import { identify, isAlive } from "./process-identity.mjs";
import { say } from "./report.mjs";

/**
 * Waits until no other live process holds the lock `file`, and takes it; one left behind by a process that is gone is taken
 * over.
 * @param {string} file
 * @returns {Promise<() => void>} gives the lock back; so does the end of this process
 */
export async function takeLock(file) {
  mkdirSync(dirname(file), { recursive: true });
  for (let told = false; !tryToTake(file); ) {
    const holder = readHolder(file);
    if (!holder || !isAlive(holder)) {
      rmSync(file, { force: true });
      continue;
    }
    if (!told) say("set-up", `Waiting for the set-up that process ${holder.pid} is doing`);
    told = true;
    await new Promise((resolve) => setTimeout(resolve, 500));
  }
  const release = () => {
    process.removeListener("exit", release);
    rmSync(file, { force: true });
  };
  process.once("exit", release);
  return release;
}

function tryToTake(file) {
  try {
    writeFileSync(file, JSON.stringify(identify(process.pid)), { flag: "wx" });
    return true;
  } catch (error) {
    if (error.code === "EEXIST") return false;
    throw error;
  }
}

function readHolder(file) {
  try {
    return JSON.parse(readFileSync(file, "utf8"));
  } catch {
    return null;
  }
}
