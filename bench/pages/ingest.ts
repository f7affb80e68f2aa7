/** Batches of events that many trainers bring to the database at once, by the statement and the connections they use. */
import { setTimeout as sleep } from "node:timers/promises";
import type { Prisma } from "#prisma/client";
import { connectTrainer } from "#trainer/supervisor/connect-trainer";
import { shipEvents } from "#trainer/supervisor/ship-events";
import { spreadOf } from "../statistics/quantile.ts";
import { type OpenRun, openRun } from "./open-run.ts";

type IngestPlan = { ownerId: string; runs: number; batch: number; batches: number; intervalMs: number };

/**
 * Each run writes `batches` batches: first one every `intervalMs`, not all at the same moment, then one right after the other.
 *
 * @returns milliseconds from the call to its answer: `paced`, and `flatOut` with batches per second of all runs together
 */
export async function measureIngest(url: string, plan: IngestPlan) {
  const clients = Array.from({ length: plan.runs }, () => connectTrainer(url));
  try {
    const runs = await Promise.all(clients.map((prisma) => openRun(prisma, plan.ownerId, "ingest")));
    // Opens connections and plans statements.
    await writeAll(clients, runs, plan, 3, 50);
    const paced = (await writeAll(clients, runs, plan, plan.batches, plan.intervalMs)).flat();
    const started = performance.now();
    const flatOut = (await writeAll(clients, runs, plan, plan.batches, 0)).flat();
    const seconds = (performance.now() - started) / 1000;
    return {
      paced: spreadOf(paced),
      flatOut: { ...spreadOf(flatOut), batchesPerSecond: flatOut.length / seconds },
    };
  } finally {
    await Promise.all(clients.map((prisma) => prisma.$disconnect()));
  }
}

const writeAll = (
  clients: readonly Prisma[],
  runs: readonly OpenRun[],
  plan: IngestPlan,
  batches: number,
  intervalMs: number,
) =>
  Promise.all(
    clients.map(async (prisma, index) => {
      const run = runs[index];
      if (!run) return [];
      const milliseconds: number[] = [];
      const begin = performance.now() + (intervalMs * index) / clients.length;
      for (let i = 0; i < batches; i++) {
        const due = begin + i * intervalMs;
        await sleep(Math.max(due - performance.now(), 0));
        const events = run.nextProgress(plan.batch);
        const started = performance.now();
        await shipEvents(prisma, run.lease, events);
        milliseconds.push(performance.now() - started);
      }
      return milliseconds;
    }),
  );
