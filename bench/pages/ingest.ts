/** Batches of events that many trainers bring to the database at once, by the statement and the connections they use. */
import { setTimeout as sleep } from "node:timers/promises";
import { connectTrainer } from "#trainer/supervisor/connect-trainer";
import { shipEvents } from "#trainer/supervisor/ship-events";
import { spreadOf } from "../statistics/quantile.ts";
import { openRun } from "./open-run.ts";

export type BatchPlan = { batches: number; intervalMs: number };
type IngestPlan = BatchPlan & { ownerId: string; runs: number; batch: number };

/**
 * Each run writes `batches` batches: first one every `intervalMs`, not all at the same moment, then one right after the other.
 *
 * @returns milliseconds from the call to its answer: `paced`, and `flatOut` with batches per second of all runs together
 */
export async function measureIngest(url: string, plan: IngestPlan) {
  const clients = Array.from({ length: plan.runs }, () => connectTrainer(url));
  try {
    const runs = await Promise.all(clients.map((prisma) => openRun(prisma, plan.ownerId, "ingest")));
    return await measureBatches(
      clients.map((prisma, i) => async () => {
        const run = runs[i];
        if (run) await shipEvents(prisma, run.lease, run.nextProgress(plan.batch));
      }),
      plan,
    );
  } finally {
    await Promise.all(clients.map((prisma) => prisma.$disconnect()));
  }
}

/** The same for whatever brings batches: one of `senders` for each run. */
export async function measureBatches(senders: readonly (() => Promise<void>)[], { batches, intervalMs }: BatchPlan) {
  // Opens connections and plans statements.
  await sendAll(senders, 3, 50);
  const paced = (await sendAll(senders, batches, intervalMs)).flat();
  const started = performance.now();
  const flatOut = (await sendAll(senders, batches, 0)).flat();
  const seconds = (performance.now() - started) / 1000;
  return {
    paced: spreadOf(paced),
    flatOut: { ...spreadOf(flatOut), batchesPerSecond: flatOut.length / seconds },
  };
}

const sendAll = (senders: readonly (() => Promise<void>)[], batches: number, intervalMs: number) =>
  Promise.all(
    senders.map(async (send, index) => {
      const milliseconds: number[] = [];
      const begin = performance.now() + (intervalMs * index) / senders.length;
      for (let i = 0; i < batches; i++) {
        await sleep(Math.max(begin + i * intervalMs - performance.now(), 0));
        const started = performance.now();
        await send();
        milliseconds.push(performance.now() - started);
      }
      return milliseconds;
    }),
  );
