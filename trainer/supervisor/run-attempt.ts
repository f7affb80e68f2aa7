import { setTimeout as sleep } from "node:timers/promises";
import type { RunEvent } from "#domain/runs/events";
import type { RunCommand } from "#domain/runs/states";
import { logLine, reasonOf } from "#telemetry/log";
import { withSpan } from "#telemetry/spans";
import type { Command, TrainAssignment, Verdict } from "../worker/messages.ts";
import type { EventShipper } from "./event-shipper.ts";
import { LeaseLostError } from "./lease.ts";
import type { Slot } from "./slots.ts";
import { type WorkerEnd, WorkerProcess } from "./worker-process.ts";

/** Events arrive in the database at most this often, in milliseconds; without any, the owner's wish is still read. */
const SHIP_INTERVAL = 250;
const IDLE_INTERVAL = 500;
const LONGEST_INTERVAL = 5_000;
/** Milliseconds that a worker has to obey; a checkpoint takes longer than just ending. */
const PATIENCE: Partial<Record<Command, number>> = { cancel: 5_000, interrupt: 15_000 };

export type AttemptEnd = { worker: WorkerEnd; cancelled: boolean };

type OnShipped = (events: readonly RunEvent[]) => Promise<Verdict | null>;

/**
 * Lets one worker process train, ships its events and passes on what is asked, until it has ended. An outage of the
 * database only makes this wait longer between two tries.
 *
 * @param slot what the worker computes on
 * @param onShipped told of events that arrived in the database; its answer goes to the worker
 * @throws LeaseLostError when the run is somebody else's by now; the worker is dead then
 */
export function runAttempt(
  assignment: TrainAssignment,
  slot: Slot,
  shipper: EventShipper,
  signal: AbortSignal,
  onShipped: OnShipped,
): Promise<AttemptEnd> {
  const attributes = { "cultivar.run": assignment.runId, "cultivar.trainer": assignment.trainer };
  return withSpan("run attempt", attributes, () => attempt(assignment, slot, shipper, signal, onShipped));
}

async function attempt(
  assignment: TrainAssignment,
  slot: Slot,
  shipper: EventShipper,
  signal: AbortSignal,
  onShipped: OnShipped,
): Promise<AttemptEnd> {
  const worker = new WorkerProcess(assignment, slot);
  let over = false;
  const ended = worker.ended.finally(() => {
    over = true;
  });

  const told = new Map<Command, NodeJS.Timeout | undefined>();
  const tell = (command: Command) => {
    if (told.has(command)) return;
    worker.command(command);
    const patience = PATIENCE[command];
    told.set(command, patience ? setTimeout(() => worker.kill(), patience) : undefined);
  };
  const interrupt = () => tell("interrupt");
  signal.addEventListener("abort", interrupt);
  if (signal.aborted) interrupt();

  let command: RunCommand = "none";
  let failing = false;
  let interval = SHIP_INTERVAL;
  let shippedAt = Number.NEGATIVE_INFINITY;
  try {
    while (!over) {
      await Promise.race([sleep(interval), ended]);
      if ((await shipper.pending()).length === 0 && performance.now() - shippedAt < IDLE_INTERVAL) continue;
      try {
        const shipped = await shipper.ship();
        shippedAt = performance.now();
        interval = SHIP_INTERVAL;
        if (failing) logLine("info", "events reach the database again", { run: assignment.runId });
        failing = false;
        command = shipped.command;
        if (command !== "none") tell(command);
        const verdict = await onShipped(shipped.events);
        if (verdict) worker.decide(verdict);
      } catch (error) {
        if (error instanceof LeaseLostError) throw error;
        if (!failing) {
          const fields = { run: assignment.runId, reason: reasonOf(error) };
          logLine("warn", "events do not reach the database; the log keeps them", fields);
        }
        failing = true;
        interval = Math.min(2 * interval, LONGEST_INTERVAL);
      }
    }
    return { worker: await ended, cancelled: told.has("cancel") };
  } catch (error) {
    worker.kill();
    await ended;
    throw error;
  } finally {
    signal.removeEventListener("abort", interrupt);
    for (const timer of told.values()) clearTimeout(timer);
  }
}
