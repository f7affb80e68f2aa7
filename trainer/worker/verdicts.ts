import { setTimeout as sleep } from "node:timers/promises";
import type { Command, Verdict } from "./messages.ts";

/** Milliseconds that a worker waits for the supervisor's word. Without a database there is none, and the run goes on. */
const PATIENCE = 10_000;
const LOOK_INTERVAL = 20;

/** What was decided at the rungs of a run. A verdict that comes too late to be waited for still holds. */
export class Verdicts {
  readonly #byEpoch = new Map<number, Verdict>();

  add(verdict: Verdict): void {
    this.#byEpoch.set(verdict.epoch, verdict);
  }

  /** Why the run is to stop; null while it may go on. */
  get stopReason(): string | null {
    return [...this.#byEpoch.values()].find(({ stopReason }) => stopReason !== null)?.stopReason ?? null;
  }

  /** Resolves with the verdict on this rung, with any command, or when patience runs out. */
  async at(epoch: number, commands: ReadonlySet<Command>, patience = PATIENCE): Promise<void> {
    const until = performance.now() + patience;
    while (!this.#byEpoch.has(epoch) && commands.size === 0 && performance.now() < until) await sleep(LOOK_INTERVAL);
  }
}
