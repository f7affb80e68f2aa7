import { setTimeout as sleep } from "node:timers/promises";
import { logLine, reasonOf } from "#telemetry/log";

/**
 * Does `task` every `interval` milliseconds until the signal aborts; never twice at the same time. A failure is logged when
 * it begins, and does not end it.
 *
 * @returns settles when the last one is over
 */
export async function repeat(
  what: string,
  interval: number,
  signal: AbortSignal,
  task: () => Promise<void>,
): Promise<void> {
  let failing = false;
  while (!signal.aborted) {
    try {
      await task();
      failing = false;
    } catch (error) {
      if (!failing) logLine("warn", `${what} fails`, { reason: reasonOf(error) });
      failing = true;
    }
    await sleep(interval, undefined, { signal }).catch(() => {});
  }
}
