import { closeSync, fsyncSync, openSync, writeSync } from "node:fs";
import type { RunEvent, RunEventData } from "#domain/runs/events";
import { readEvents } from "./read-events.ts";
import { eventLine } from "./write-events.ts";

/**
 * Appends to a run's log: the one place where its events get their numbers. An event is on the disk when `append` returns.
 * Writing blocks on purpose, so that nothing that happens later can be known earlier.
 */
export class EventLog {
  readonly #descriptor: number;
  readonly #clock: () => number;
  readonly #events: RunEvent[];

  private constructor(descriptor: number, events: RunEvent[], clock: () => number) {
    this.#descriptor = descriptor;
    this.#events = events;
    this.#clock = clock;
  }

  /**
   * @param file a whole log, as `writeEvents` leaves it
   * @param clock milliseconds since 1970
   */
  static async open(file: string, clock: () => number): Promise<EventLog> {
    const events = await readEvents(file);
    return new EventLog(openSync(file, "a"), events, clock);
  }

  /** Everything so far, what was appended here included. */
  get events(): readonly RunEvent[] {
    return this.#events;
  }

  append(...data: RunEventData[]): void {
    const at = this.#clock();
    const events = data.map((item, i): RunEvent => ({ seq: this.#events.length + 1 + i, at, data: item }));
    writeSync(this.#descriptor, events.map(eventLine).join(""));
    fsyncSync(this.#descriptor);
    this.#events.push(...events);
  }

  close(): void {
    closeSync(this.#descriptor);
  }
}
