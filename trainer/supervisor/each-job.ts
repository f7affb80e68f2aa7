import type { Job, PgBoss } from "pg-boss";
import { repeat } from "./repeat.ts";

const HEARTBEAT_INTERVAL = 2_000;

/**
 * Does what waits in a queue, one job after the other, until nothing does; the queue hears that a job is still in work.
 *
 * @param next takes the next job, with what belongs to it
 */
export async function eachJob<Taken extends { job: Job }>(
  boss: PgBoss,
  queue: string,
  signal: AbortSignal,
  next: () => Promise<Taken | null>,
  work: (taken: Taken) => Promise<void>,
): Promise<void> {
  while (!signal.aborted) {
    const taken = await next();
    if (!taken) return;
    const { job } = taken;
    const ending = new AbortController();
    const touching = repeat(`the heartbeat of the queue ${queue}`, HEARTBEAT_INTERVAL, ending.signal, async () => {
      await boss.touch(queue, job);
    });
    try {
      await work(taken);
    } finally {
      ending.abort();
      await touching;
    }
  }
}
