/** What a trainer's metrics say of it now. */
import type { RunEvent } from "#domain/runs/events";
import { gauge, trainerMetrics } from "#telemetry/metrics";
import { pastSpan } from "#telemetry/spans";

let beatAt: number | null = null;
/** Images a second of each run in hand; 0 until it has told. */
const rates = new Map<string, number>();

/** Called once, when the readers of metrics are there. */
export function showGauges(): void {
  gauge("cultivar_heartbeat_age_seconds", "Seconds since this trainer last told the database that it is alive.", () =>
    beatAt === null ? null : (performance.now() - beatAt) / 1000,
  );
  gauge("cultivar_trainer_busy", "Runs that this trainer has in hand.", () => rates.size);
  gauge("cultivar_images_per_second", "Images that the runs in hand learn from in a second; 0 without one.", () =>
    [...rates.values()].reduce((sum, rate) => sum + rate, 0),
  );
}

/** The database knows that this trainer is alive. */
export function noteBeat(): void {
  beatAt = performance.now();
}

/** Has a run in hand until `work` is done. */
export async function whileBusy<T>(runId: string, work: () => Promise<T>): Promise<T> {
  rates.set(runId, 0);
  try {
    return await work();
  } finally {
    rates.delete(runId);
  }
}

/** Events that have just reached the database. */
export function noteShipped(runId: string, events: readonly RunEvent[]): void {
  trainerMetrics().eventsShipped.add(events.length);
  for (const { at, data } of events) {
    if (data.type === "progress" && rates.has(runId)) rates.set(runId, data.imagesPerSecond);
    if (data.type !== "checkpoint" || data.seconds === undefined) continue;
    trainerMetrics().checkpointDuration.record(data.seconds);
    pastSpan("run checkpoint", { "cultivar.run": runId, epoch: data.epoch, step: data.step }, data.seconds, at);
  }
}
