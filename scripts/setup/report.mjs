// What set-up says while it works. Always on stderr: the standard output of a command belongs to the command.
import { readdir, stat } from "node:fs/promises";
import { join } from "node:path";

/** Says one line about the step that is at work. */
export function say(step, text) {
  process.stderr.write(`[${step}] ${text}\n`);
}

/** @returns `bytes` as a short decimal size, such as "274 MB" */
export function formatBytes(bytes) {
  if (bytes < 1e6) return `${Math.round(bytes / 1e3)} kB`;
  if (bytes < 1e9) return `${Math.round(bytes / 1e6)} MB`;
  return `${(bytes / 1e9).toFixed(1)} GB`;
}

/** @returns `milliseconds` as "0.4 s", "12 s" or "3 min 5 s" */
export function formatDuration(milliseconds) {
  const seconds = milliseconds / 1000;
  if (seconds < 10) return `${seconds.toFixed(1)} s`;
  if (seconds < 60) return `${Math.round(seconds)} s`;
  return `${Math.floor(seconds / 60)} min ${Math.round(seconds % 60)} s`;
}

/** @returns the bytes of all files below `folder`, 0 if there is none */
export async function folderBytes(folder) {
  let bytes = 0;
  for (const entry of await readdir(folder, { withFileTypes: true }).catch(() => [])) {
    const path = join(folder, entry.name);
    if (entry.isDirectory()) bytes += await folderBytes(path);
    else if (entry.isFile()) bytes += (await stat(path).catch(() => ({ size: 0 }))).size;
  }
  return bytes;
}

/**
 * Says every few seconds how much has arrived in `folder`, for tools that show no progress of their own without a terminal.
 * @returns a function that ends the reports
 */
export function reportGrowth(step, folder, what, seconds = 5) {
  let last = -1;
  const timer = setInterval(async () => {
    const bytes = await folderBytes(folder);
    if (bytes > last && bytes > 0) say(step, `${what}: ${formatBytes(bytes)} so far`);
    last = bytes;
  }, seconds * 1000);
  timer.unref();
  return () => clearInterval(timer);
}
