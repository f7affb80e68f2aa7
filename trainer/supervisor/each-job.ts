import type { Job, PgBoss } from "pg-boss";
import { repeat } from "./repeat.ts";

const HEARTBEAT_INTERVAL = 2_000;

/** Does what waits in a queue, one job after the other, until it is empty; the queue hears that a job is still in work. */
export async function eachJob(
  boss: PgBoss,
  queue: string,
  signal: AbortSignal,
  work: (job: Job) => Promise<void>,
): Promise<void> {
  while (!signal.aborted) {
    const [job] = await boss.fetch<object>(queue);
    if (!job) return;
    const ending = new AbortController();
    const touching = repeat(`the heartbeat of the queue ${queue}`, HEARTBEAT_INTERVAL, ending.signal, async () => {
      await boss.touch(queue, job);
    });
    try {
      await work(job);
    } finally {
      ending.abort();
      await touching;
    }
  }
}
