import { readFileSync } from "node:fs";

const INTERVAL = 200;

/**
 * Watches the anonymous memory of a process: what is neither a mapped file nor shared. Linux only.
 *
 * @returns ends the watch and gives the most bytes that were seen; 0 where the system does not tell
 */
export function watchAnonymousMemory(pid: number | undefined): () => number {
  let most = 0;
  const look = () => {
    most = Math.max(most, anonymousBytes(pid));
  };
  look();
  const timer = setInterval(look, INTERVAL);
  return () => {
    look();
    clearInterval(timer);
    return most;
  };
}

/** What a process has of memory that is neither a mapped file nor shared. Linux only; 0 where the system does not tell. */
export function anonymousBytes(pid: number | undefined): number {
  try {
    return 1024 * Number(/^RssAnon:\s+(\d+) kB$/m.exec(readFileSync(`/proc/${pid}/status`, "utf8"))?.[1] ?? 0);
  } catch {
    return 0;
  }
}
