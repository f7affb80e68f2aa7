/** Looks at one run again and again, for all who watch it in this process. */
import { setTimeout as sleep } from "node:timers/promises";
import type { RunEvent } from "#domain/runs/events";
import { isTerminal } from "#domain/runs/states";
import { writtenOnce } from "../written-once.ts";
import { EVENTS_PER_PAGE, findRun, listEvents, type Reader, type RunDetail } from "./queries.ts";

/** How often a run is looked at while it trains and few watch, and otherwise. */
const LIVE_MS = 250;
const QUIET_MS = 1000;
/** What a process can tell its watchers without falling behind: with more of them, each is told less often, and more at once. */
const UPDATES_PER_MS = 2;
/** Its figures are read again after this long even without a new event: heartbeats and queue places change too. */
const REFRESH_MS = 1000;
/** Events that are held for watchers; who is further behind reads the database. */
const HELD = 2 * EVENTS_PER_PAGE;
/** A run that ended and whose last event is still missing after this long will get none. */
const LAST_EVENT_PATIENCE_MS = 5000;

/** What is known of the run. Replaced, never changed. */
export type Snapshot = {
  /** Raised by every replacement. */
  version: number;
  /** Null when there is no such run any more. */
  run: RunDetail | null;
  /** The latest events, in order and without gaps, up to number `lastSeq`. */
  held: readonly RunEvent[];
  lastSeq: number;
  /** Nothing will follow. */
  complete: boolean;
  /** What is sent to those who have seen up to an event, by its number. */
  updates: Map<number, RunUpdate>;
};

export type RunUpdate = {
  /** Number of the last event that was sent. */
  seq: number;
  /** New since the update before, in order; none when only `run` changed. */
  events: readonly RunEvent[];
  run: RunDetail;
};

export class RunPoller {
  snapshot: Snapshot;
  watchers = 0;
  private failure: unknown = null;
  /** Called when the snapshot has been replaced. */
  private readonly waiting = new Set<() => void>();
  private readonly owner: Reader;
  private readonly id: string;
  private readonly watchersOfAll: () => number;
  private readonly onEnd: () => void;

  /**
   * @param watchersOfAll how many watch any run in this process
   * @param onEnd called when this poller stops looking; it must not be joined after that
   */
  constructor(
    owner: Reader,
    id: string,
    fromSeq: number,
    { watchersOfAll, onEnd }: { watchersOfAll: () => number; onEnd: () => void },
  ) {
    this.owner = owner;
    this.id = id;
    this.watchersOfAll = watchersOfAll;
    this.onEnd = onEnd;
    // The event that was seen last is read too: by it we know whether anything can follow.
    this.snapshot = {
      version: 0,
      run: null,
      held: [],
      lastSeq: Math.max(0, fromSeq - 1),
      complete: false,
      updates: new Map(),
    };
    void this.poll();
  }

  /** It looks for as long as somebody has joined. */
  join(): void {
    this.watchers++;
  }

  leave(): void {
    this.watchers--;
  }

  /** Resolves when the snapshot is newer than `version` or `signal` aborts; rejects when the run could not be read. */
  async newerThan(version: number, signal: AbortSignal): Promise<void> {
    if (this.failure === null && this.snapshot.version <= version && !signal.aborted) await this.nextChange(signal);
    if (this.failure !== null) throw this.failure;
  }

  /** What is new to those who have seen the events up to `seq`; null when those that are held begin later. */
  updateSince(seq: number): RunUpdate | null {
    const { run, held, lastSeq, updates } = this.snapshot;
    const [first] = held;
    if (run === null || (seq < lastSeq && (first === undefined || first.seq > seq + 1))) return null;
    const known = updates.get(seq);
    if (known) return known;
    const events = first === undefined ? [] : held.slice(Math.max(0, seq + 1 - first.seq));
    const update = writtenOnce({ seq: events.at(-1)?.seq ?? seq, events, run });
    updates.set(seq, update);
    return update;
  }

  private nextChange(signal: AbortSignal): Promise<void> {
    return new Promise((resolve) => {
      const done = () => {
        this.waiting.delete(done);
        signal.removeEventListener("abort", done);
        resolve();
      };
      this.waiting.add(done);
      signal.addEventListener("abort", done);
    });
  }

  private announce(): void {
    for (const done of [...this.waiting]) done();
  }

  private async poll(): Promise<void> {
    try {
      do {
        const isBehind = await this.look();
        if (this.snapshot.complete) return;
        if (!isBehind) await sleep(this.pause());
      } while (this.watchers > 0);
    } catch (error) {
      this.failure = error;
      this.announce();
    } finally {
      // At once: whoever came a moment later would join a poller that looks no more.
      this.onEnd();
    }
  }

  private pause(): number {
    const least = this.watchersOfAll() / UPDATES_PER_MS;
    return Math.max(this.snapshot.run?.state === "running" ? LIVE_MS : QUIET_MS, least);
  }

  private readAt = Number.NEGATIVE_INFINITY;
  private looks = "";

  /** @returns whether there is more to read at once */
  private async look(): Promise<boolean> {
    const { owner, id } = this;
    const { held, lastSeq } = this.snapshot;
    const events = await listEvents(owner.prisma, id, lastSeq);
    const time = owner.now();
    if (events.length === 0 && time.getTime() - this.readAt < REFRESH_MS) return false;

    const run = await findRun(owner, id);
    this.readAt = time.getTime();
    const next = {
      run,
      held: [...held, ...events].slice(-HELD),
      lastSeq: events.at(-1)?.seq ?? lastSeq,
    };
    const complete = isComplete(next, time);
    const looks = JSON.stringify([complete, appearance(run)]);
    if (events.length === 0 && looks === this.looks) return false;
    this.looks = looks;
    this.snapshot = { ...next, complete, version: this.snapshot.version + 1, updates: new Map() };
    this.announce();
    return events.length === EVENTS_PER_PAGE;
  }
}

/** What of a run is worth telling: not that a heartbeat is a second older. */
function appearance(run: RunDetail | null): unknown {
  return run && { ...run, trainer: run.trainer && { ...run.trainer, heartbeatAge: 0 } };
}

function isComplete({ run, held, lastSeq }: Pick<Snapshot, "run" | "held" | "lastSeq">, now: Date): boolean {
  if (run === null) return true;
  if (!isTerminal(run.state) || lastSeq < run.lastSeq) return false;
  if (lastSeq === 0 || held.at(-1)?.data.type === "ended") return true;
  return run.finishedAt !== null && now.getTime() - run.finishedAt.getTime() > LAST_EVENT_PATIENCE_MS;
}
