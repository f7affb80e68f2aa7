import { setTimeout as sleep } from "node:timers/promises";
import { logLine, reasonOf } from "#telemetry/log";
import { LeaseLostError } from "./lease.ts";

const FIRST_DELAY = 250;
const LONGEST_DELAY = 5_000;
/** Milliseconds for which a trainer that is asked to end still waits for its database. */
const PATIENCE_AT_THE_END = 8_000;

/**
 * Repeats what the database refuses until it succeeds: an outage delays, and loses nothing. A lost lease is final, and a
 * trainer that is asked to end gives up after a while, since its log keeps what was not shipped.
 */
export async function untilDone<T>(what: string, signal: AbortSignal, operation: () => Promise<T>): Promise<T> {
  let givingUpAt = Number.POSITIVE_INFINITY;
  for (let delay = FIRST_DELAY, failures = 0; ; delay = Math.min(2 * delay, LONGEST_DELAY), failures += 1) {
    try {
      const result = await operation();
      if (failures > 0) logLine("info", `${what}: done`, { failures });
      return result;
    } catch (error) {
      if (signal.aborted) givingUpAt = Math.min(givingUpAt, performance.now() + PATIENCE_AT_THE_END);
      if (error instanceof LeaseLostError || performance.now() > givingUpAt) throw error;
      if (failures === 0)
        logLine("warn", `${what}: failed, and is tried until it succeeds`, { reason: reasonOf(error) });
      await sleep(signal.aborted ? FIRST_DELAY : delay);
    }
  }
}
