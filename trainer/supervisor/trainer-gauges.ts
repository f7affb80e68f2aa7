/** What a trainer's metrics say of it now. */
import type { RunEvent } from "#domain/runs/events";
import { gauge, trainerMetrics } from "#telemetry/metrics";
import { pastSpan } from "#telemetry/spans";

let beatAt: number | null = null;
let busy = false;
let imagesPerSecond: number | null = null;

/** Called once, when the readers of metrics are there. */
export function showGauges(): void {
  gauge("cultivar_heartbeat_age_seconds", "Seconds since this trainer last told the database that it is alive.", () =>
    beatAt === null ? null : (performance.now() - beatAt) / 1000,
  );
  gauge("cultivar_trainer_busy", "Whether this trainer has a run in hand.", () => Number(busy));
  gauge("cultivar_images_per_second", "Images that the run in hand learns from in a second; 0 without one.", () =>
    busy ? (imagesPerSecond ?? 0) : 0,
  );
}

/** The database knows that this trainer is alive. */
export function noteBeat(): void {
  beatAt = performance.now();
}

/** Has a run in hand until `work` is done. */
export async function whileBusy<T>(work: () => Promise<T>): Promise<T> {
  busy = true;
  try {
    return await work();
  } finally {
    busy = false;
    imagesPerSecond = null;
  }
}

/** Events that have just reached the database. */
export function noteShipped(runId: string, events: readonly RunEvent[]): void {
  trainerMetrics().eventsShipped.add(events.length);
  for (const { at, data } of events) {
    if (data.type === "progress") imagesPerSecond = data.imagesPerSecond;
    if (data.type !== "checkpoint" || data.seconds === undefined) continue;
    trainerMetrics().checkpointDuration.record(data.seconds);
    pastSpan("run checkpoint", { "cultivar.run": runId, epoch: data.epoch, step: data.step }, data.seconds, at);
  }
}
