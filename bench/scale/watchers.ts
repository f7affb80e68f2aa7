/** Live runs with many watchers: from the trainer's hand to each watcher's connection, over HTTP as a page does it. */
import { Agent, get, type RequestOptions } from "node:http";
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
/** Reports of each run before any count: at the beginning, and after each look. */
const WARM_UP_ROUNDS = 20;
/**
 * Looks at the memory of the web app, evenly over the time, besides the first. Each has it collect all its garbage, which nothing
 * else would: nothing is sent meanwhile, and what is sent in the seconds after it does not count.
 */
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
    await rounds(WARM_UP_ROUNDS);
    const memory: WebMemory[] = [await site.webMemory()];
    const perRun = Math.round((seconds * 1000) / INTERVAL / LOOKS);
    for (let look = 0; look < LOOKS; look++) {
      await rounds(WARM_UP_ROUNDS);
      counting.on = true;
      await rounds(perRun);
      counting.on = false;
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
  let seen: string | null = null;
  const agent = new Agent({ keepAlive: true });
  while (!signal.aborted) {
    const input = encodeURIComponent(JSON.stringify(superjson.serialize({ id, lastEventId: seen })));
    await readStream(
      `${url}/api/trpc/runs.live?input=${input}`,
      { agent, headers: { cookie }, signal },
      onOpen,
      (seq) => {
        for (let one = Number(seen ?? 0) + 1; one <= Number(seq); one++) onEvent(one);
        seen = seq;
      },
    );
  }
  agent.destroy();
}

/**
 * Reads server-sent events until the stream ends, by the plainest client that there is: a thousand of them share the processors
 * with the web app.
 *
 * @param onId gets the identifier of each event that has one
 */
function readStream(
  url: string,
  options: RequestOptions,
  onOpen: () => void,
  onId: (id: string) => void,
): Promise<void> {
  return new Promise((resolve, reject) => {
    const failed = (error: Error) => (options.signal?.aborted ? resolve() : reject(error));
    get(url, options, (response) => {
      if (response.statusCode !== 200) {
        failed(new Error(`A stream was refused: ${response.statusCode}`));
        return;
      }
      onOpen();
      let text = "";
      response.setEncoding("utf8").on("data", (chunk: string) => {
        text += chunk;
        for (let end = text.indexOf("\n\n"); end >= 0; end = text.indexOf("\n\n")) {
          const id = /^id: ?(\d+)$/m.exec(text.slice(0, end))?.[1];
          text = text.slice(end + 2);
          if (id !== undefined) onId(id);
        }
      });
      response.on("end", resolve).on("error", failed);
    }).on("error", failed);
  });
}
