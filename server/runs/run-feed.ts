/**
 * Live runs. Events are numbered without gaps, so whoever keeps the number that they have seen misses nothing and sees
 * nothing twice, over any number of connections.
 */
import { notFound } from "../errors.ts";
import { listEvents, type Reader, type RunDetail } from "./queries.ts";
import { RunPoller, type RunUpdate } from "./run-poller.ts";

/** Next bundles this file more than once; the process has one poller per run. */
const POLLERS = Symbol.for("cultivar.run-pollers");
const shared = globalThis as { [POLLERS]?: Map<string, RunPoller> };

function pollerOf(owner: Reader, id: string, after: number): RunPoller {
  shared[POLLERS] ??= new Map();
  const pollers = shared[POLLERS];
  let poller = pollers.get(id);
  if (!poller) {
    poller = new RunPoller(owner, id, after, {
      watchersOfAll: () => [...pollers.values()].reduce((sum, { watchers }) => sum + watchers, 0),
      onEnd: () => pollers.delete(id),
    });
    pollers.set(id, poller);
  }
  return poller;
}

/**
 * The run as it is now, then each change. Ends when the run has ended and all was sent, or when `signal` aborts.
 *
 * @param owner of the run: all who watch it here are the same person
 * @param after number of the last event that the watcher has seen; at most that of the run's last event
 * @throws DomainError `not-found` when the run is removed meanwhile
 */
export async function* watchRun(
  owner: Reader,
  { id, after }: { id: string; after: number },
  signal: AbortSignal,
): AsyncGenerator<RunUpdate, void> {
  const poller = pollerOf(owner, id, after);
  poller.join();
  try {
    let seq = after;
    let version = 0;
    while (true) {
      await poller.newerThan(version, signal);
      if (signal.aborted) return;
      const snapshot = poller.snapshot;
      const { run, lastSeq, complete } = snapshot;
      if (snapshot.version <= version) continue;
      if (!run) throw notFound("run");
      const update = poller.updateSince(seq) ?? (await updateFromDatabase(owner, run, seq));
      seq = update.seq;
      yield update;
      if (update.events.length > 0 && seq < lastSeq) continue;
      version = snapshot.version;
      if (complete) return;
    }
  } finally {
    poller.leave();
  }
}

/** For who is further behind than what is held. */
async function updateFromDatabase(owner: Reader, run: RunDetail, after: number): Promise<RunUpdate> {
  const events = await listEvents(owner.prisma, run.id, after);
  return { seq: events.at(-1)?.seq ?? after, events, run };
}
