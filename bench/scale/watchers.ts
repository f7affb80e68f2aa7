/** Live runs with many watchers: from the trainer's hand to each watcher's connection, over HTTP as a page does it. */
import { setTimeout as sleep } from "node:timers/promises";
import superjson from "superjson";
import { connectTrainer } from "#trainer/supervisor/connect-trainer";
import { shipEvents } from "#trainer/supervisor/ship-events";
import type { BenchSite, WebMemory } from "../pages/bench-site.ts";
import { openRun } from "../pages/open-run.ts";
import { spreadOf } from "../statistics/quantile.ts";

type WatchPlan = { runs: number; watchers: number; seconds: number };

/** As often as a training reports. */
const INTERVAL = 250;
const LAST_WAIT = 3_000;
/** Looks at the memory of the web app, evenly over the time, besides the first. A collection holds it up: nothing is sent then. */
const LOOKS = 4;

/**
 * Each of `watchers` watches each of `runs`; streams that end by themselves are opened again where they ended.
 *
 * @returns milliseconds from the call of `shipEvents` to the event's arrival, and the web app's memory at the beginning and
 *   after each of equal parts of the time
 */
export async function measureWatchers(site: BenchSite, { runs, watchers, seconds }: WatchPlan) {
  const prisma = connectTrainer(site.databaseUrl);
  const stop = new AbortController();
  try {
    const open = await Promise.all(Array.from({ length: runs }, (_, i) => openRun(prisma, site.ownerId, `live ${i}`)));
    const shipped = open.map(() => new Map<number, number>());
    const milliseconds: number[] = [];
    let streams = 0;
    const counting = { on: false };
    const watching = open.flatMap(({ lease }, run) =>
      Array.from({ length: watchers }, () =>
        watch(site, lease.runId, stop.signal, {
          onOpen: () => streams++,
          onEvent: (seq) => {
            const at = shipped[run]?.get(seq);
            if (at !== undefined) milliseconds.push(performance.now() - at);
          },
        }),
      ),
    );
    while (streams < runs * watchers) await sleep(100);
    const report = async (run: number) => {
      const opened = open[run];
      if (!opened) return;
      const events = opened.nextProgress(1);
      if (counting.on) for (const { seq } of events) shipped[run]?.set(seq, performance.now());
      await shipEvents(prisma, opened.lease, events);
    };
    const rounds = async (count: number) => {
      const begin = performance.now();
      await Promise.all(
        open.map(async (_, run) => {
          for (let i = 0; i < count; i++) {
            await sleep(Math.max(begin + (i + run / runs) * INTERVAL - performance.now(), 0));
            await report(run);
          }
        }),
      );
    };
    await rounds(20);
    const memory: WebMemory[] = [await site.webMemory()];
    const perRun = Math.round((seconds * 1000) / INTERVAL / LOOKS);
    counting.on = true;
    for (let look = 0; look < LOOKS; look++) {
      await rounds(perRun);
      await sleep(LAST_WAIT);
      memory.push(await site.webMemory());
    }
    stop.abort();
    await Promise.all(watching);
    return {
      ...spreadOf(milliseconds),
      missing: LOOKS * perRun * runs * watchers - milliseconds.length,
      reopened: streams - runs * watchers,
      memory,
    };
  } finally {
    stop.abort();
    await prisma.$disconnect();
  }
}

async function watch(
  { url, cookieHeader: cookie }: BenchSite,
  id: string,
  signal: AbortSignal,
  { onOpen, onEvent }: { onOpen: () => void; onEvent: (seq: number) => void },
): Promise<void> {
  let lastEventId: string | null = null;
  while (!signal.aborted) {
    const input = encodeURIComponent(JSON.stringify(superjson.serialize({ id, lastEventId })));
    try {
      const response = await fetch(`${url}/api/trpc/runs.live?input=${input}`, { headers: { cookie }, signal });
      if (!response.ok || !response.body) throw new Error(`A stream was refused: ${response.status}`);
      onOpen();
      let text = "";
      for await (const chunk of response.body.pipeThrough(new TextDecoderStream())) {
        text += chunk;
        const messages = text.split("\n\n");
        text = messages.pop() ?? "";
        for (const message of messages) {
          const seq = /^id: ?(\d+)$/m.exec(message)?.[1];
          if (seq === undefined) continue;
          const seen = Number(lastEventId ?? 0);
          lastEventId = seq;
          for (let one = seen + 1; one <= Number(seq); one++) onEvent(one);
        }
      }
    } catch (error) {
      if (!signal.aborted) throw error;
    }
  }
}
