import { readFileSync } from "node:fs";

/** Of /proc/stat's first line: user, nice, system, idle, iowait, irq, softirq, steal. */
const STEAL = 7;

/**
 * Begins to measure what a virtual machine's host keeps from it.
 *
 * @returns what tells the share of its processors' time, from 0 to 1, that other machines have had since; null where Linux does
 *   not say
 */
export function watchStolenTime(): () => number | null {
  const before = readTimes();
  return () => {
    const after = readTimes();
    if (!before || !after) return null;
    const spent = after.map((time, kind) => time - (before[kind] ?? 0));
    const whole = spent.reduce((sum, time) => sum + time, 0);
    return whole === 0 ? 0 : (spent[STEAL] ?? 0) / whole;
  };
}

function readTimes(): number[] | null {
  try {
    const [line = ""] = readFileSync("/proc/stat", "utf8").split("\n");
    // Guests' time, which follows, is in that of users already.
    return line.trim().split(/\s+/).slice(1, 9).map(Number);
  } catch {
    return null;
  }
}
