import type { RunEvent } from "#domain/runs/events";
import type { Prisma } from "#prisma/client";
import { EventLogTail } from "../event-log/event-log-tail.ts";
import type { Lease } from "./lease.ts";
import { type RunRequest, shipEvents } from "./ship-events.ts";
import { noteShipped } from "./trainer-gauges.ts";

/** Events per statement: a day without a database comes back in parts. */
const BATCH = 500;

/** Carries a run's events from its log to the database, in order. */
export class EventShipper {
  readonly #prisma: Prisma;
  readonly #lease: Lease;
  readonly #tail: EventLogTail;
  #shippedSeq: number;
  #pending: RunEvent[] = [];

  private constructor(prisma: Prisma, lease: Lease, tail: EventLogTail, shippedSeq: number) {
    this.#prisma = prisma;
    this.#lease = lease;
    this.#tail = tail;
    this.#shippedSeq = shippedSeq;
  }

  /** @param shippedSeq number of the last event that the database has */
  static async open(prisma: Prisma, lease: Lease, logFile: string, shippedSeq: number): Promise<EventShipper> {
    return new EventShipper(prisma, lease, await EventLogTail.open(logFile), shippedSeq);
  }

  /** Events that the log has and the database has not. */
  async pending(): Promise<readonly RunEvent[]> {
    const read = await this.#tail.read();
    this.#pending.push(...read.filter(({ seq }) => seq > this.#shippedSeq));
    return this.#pending;
  }

  /**
   * Ships what is pending; without events it only tells that the run is alive.
   *
   * @returns the events that arrived, and what the run's row asks for
   * @throws what `shipEvents` throws; nothing is lost then, the next call ships it
   */
  async ship(): Promise<RunRequest & { events: RunEvent[] }> {
    await this.pending();
    const shipped: RunEvent[] = [];
    for (;;) {
      const events = this.#pending.slice(0, BATCH);
      const request = await shipEvents(this.#prisma, this.#lease, events);
      noteShipped(this.#lease.runId, events);
      this.#pending.splice(0, events.length);
      this.#shippedSeq = events.at(-1)?.seq ?? this.#shippedSeq;
      shipped.push(...events);
      if (this.#pending.length === 0) return { ...request, events: shipped };
    }
  }

  close(): Promise<void> {
    return this.#tail.close();
  }
}
