// Process numbers are reused, so a number kept in a file names a process only together with the moment it started.

import { spawnSync } from "node:child_process";
import { readFileSync } from "node:fs";

/** @returns when process `pid` started, in the system's own notation, or null if there is no such process */
export function startOf(pid) {
  try {
    process.kill(pid, 0);
  } catch (error) {
    if (error.code !== "EPERM") return null;
  }
  try {
    // Field 22, counted after the name, which stands in parentheses and may hold anything. State Z is dead already.
    const fields = readFileSync(`/proc/${pid}/stat`, "utf8").split(") ").at(-1).split(" ");
    return fields[0] === "Z" ? null : fields[19];
  } catch {
    return spawnSync("ps", ["-o", "lstart=", "-p", String(pid)], { encoding: "utf8" }).stdout?.trim() || null;
  }
}

/** @returns the command line of process `pid`, empty if there is none */
export function commandLineOf(pid) {
  try {
    return readFileSync(`/proc/${pid}/cmdline`, "utf8").replaceAll("\0", " ").trim();
  } catch {
    return spawnSync("ps", ["-o", "command=", "-p", String(pid)], { encoding: "utf8" }).stdout?.trim() ?? "";
  }
}

/**
 * @typedef {{ pid: number, started: string }} Identity
 *
 * @returns {Identity | null} what tells process `pid` from a later one of the same number, or null if it is gone
 */
export function identify(pid) {
  const started = startOf(pid);
  return started === null ? null : { pid, started };
}

/** @returns whether the very process that was identified still runs */
export function isAlive(identity) {
  return startOf(identity.pid) === identity.started;
}

/**
 * Ends a process and the group it leads: asks the process, waits, then kills whatever is left of the group.
 * @param {Identity} identity
 * @param {number} patience milliseconds until the kill
 */
export async function endGroup(identity, patience) {
  if (!isAlive(identity)) return;
  send(identity.pid, "SIGTERM");
  const deadline = Date.now() + patience;
  while (Date.now() < deadline && isAlive(identity)) await new Promise((resolve) => setTimeout(resolve, 50));
  send(-identity.pid, "SIGKILL");
}

function send(pid, signal) {
  try {
    process.kill(pid, signal);
  } catch (error) {
    if (error.code !== "ESRCH") throw error;
  }
}
