/**
 * Brings a claimed run to its end, through as many worker processes as it takes. A worker trains and writes the run's log;
 * what follows from the way it ended is decided here.
 */
import { rm } from "node:fs/promises";
import { dirname, join } from "node:path";
import type { BackboneId } from "#domain/backbones/backbone-ids";
import { type SpecCost, specCost } from "#domain/experiments/cost";
import { experimentSpec } from "#domain/experiments/spec";
import type { RunEvent, RunEventData } from "#domain/runs/events";
import type { Prisma } from "#prisma/client";
import type { ArtefactStore } from "#storage/store";
import { logLine, reasonOf } from "#telemetry/log";
import { trainerMetrics } from "#telemetry/metrics";
import { withSpan } from "#telemetry/spans";
import { pruneCheckpoints } from "../checkpoints/prune-checkpoints.ts";
import { EventLog } from "../event-log/event-log.ts";
import { readEvents } from "../event-log/read-events.ts";
import { reconcileEvents } from "../event-log/reconcile-events.ts";
import { historyOf, type RunHistory } from "../event-log/run-history.ts";
import { writeEvents } from "../event-log/write-events.ts";
import type { OutputLine } from "../worker/messages.ts";
import type { ClaimedRun } from "./claim-run.ts";
import { countCrash } from "./count-crash.ts";
import { EventShipper } from "./event-shipper.ts";
import { keepFeatureSet, loadFeatureSets } from "./feature-sets.ts";
import { endedEvent, finishRun, type RunEnd, readSuccess } from "./finish-run.ts";
import { LeaseLostError } from "./lease.ts";
import { loadHalving } from "./load-halving.ts";
import { loadCheckpoints, loadEvents } from "./load-history.ts";
import { type AttemptEnd, runAttempt } from "./run-attempt.ts";
import { crashedFailure, describeEnd, failureFromLog, invalidSpec } from "./run-failures.ts";
import { RungJudge } from "./rung-judge.ts";
import type { TrainerSettings } from "./settings.ts";
import type { Slot } from "./slots.ts";
import { noteShipped } from "./trainer-gauges.ts";
import { untilDone } from "./until-done.ts";
import type { WorkerEnd } from "./worker-process.ts";

/** A damaged one must have one before it. */
const CHECKPOINTS_KEPT = 2;
/** Deaths of worker or trainer without a checkpoint in between that end a run. */
const CRASHES_ALLOWED = 3;

export type Attendant = {
  prisma: Prisma;
  store: ArtefactStore;
  settings: TrainerSettings;
  trainerId: string;
  /** Milliseconds since 1970. */
  clock: () => number;
  /** Aborts when the run is to be given back: this trainer is asked to end, or the training time of its owner is used up. */
  signal: AbortSignal;
};

/**
 * A run that succeeded leaves its model and no checkpoint; one that failed or was cancelled leaves its latest checkpoint.
 *
 * @param attendant with the slot on which its workers compute
 * @returns `interrupted` when it was to be given back before it had ended: the run can go on from its checkpoint
 * @throws LeaseLostError when another trainer has the run, or it was removed: what it had in the store is swept
 */
export async function attendRun(
  attendant: Attendant & { slot: Slot },
  run: ClaimedRun,
): Promise<"ended" | "interrupted"> {
  const { prisma, settings, signal } = attendant;
  const logFile = join(settings.home, "runs", run.runId, "events.jsonl");
  const persist = <T>(what: string, operation: () => Promise<T>) => untilDone(what, signal, operation);
  const shipped = await persist("reading the history of a run", () => loadEvents(prisma, run.runId));
  await writeEvents(logFile, reconcileEvents(shipped, await readEvents(logFile)));
  const shipper = await EventShipper.open(prisma, run, logFile, shipped.length);

  const finish = async (end: RunEnd) => {
    const history = historyOf(await readEvents(logFile));
    if (!history.ended) await append(attendant, logFile, endedEvent(end));
    await withSpan("run end", { "cultivar.state": end.state }, () =>
      persist("finishing a run", async () => {
        const last = await shipper.pending();
        await finishRun(prisma, run, last, end);
        noteShipped(run.runId, last);
      }),
    );
    trainerMetrics().attempts.add(1, { outcome: end.state });
    logLine("info", "run ended", { run: run.runId, state: end.state });
    await prune(attendant, run, end.state === "succeeded" ? 0 : 1);
    await rm(dirname(logFile), { recursive: true, force: true });
    return "ended" as const;
  };

  let lastWorker: WorkerEnd | null = null;
  try {
    for (;;) {
      const events = await readEvents(logFile);
      const history = historyOf(events);
      const decided = await endOf(attendant, history);
      if (decided) return await finish(decided);
      const { command, crashes } = await persist("shipping events", () => shipper.ship());
      if (command === "cancel") return await finish({ state: "cancelled" });
      if (crashes >= CRASHES_ALLOWED)
        return await finish({ state: "failed", failure: crashedFailure(lastWorker, crashes) });
      if (signal.aborted) return "interrupted";
      const spec = experimentSpec.safeParse(run.spec);
      if (!spec.success) return await finish({ state: "failed", failure: invalidSpec(spec.error) });

      const cost = specCost(spec.data);
      const { backbone } = spec.data.architecture;
      const halving = await persist("reading the sweep", () => loadHalving(prisma, run));
      const judge = new RungJudge(prisma, run, halving, spec.data.epochs);
      const attempt = await runAttempt(
        {
          task: "train",
          runId: run.runId,
          spec: spec.data,
          trainer: settings.name,
          engine: settings.engine,
          logFile,
          checkpoints: await persist("reading checkpoints", () => loadCheckpoints(prisma, run.runId)),
          checkpointSeconds: settings.checkpointSeconds,
          rungs: judge.rungs,
          verdict: await persist("judging a run at its rung", () => judge.follow(events)),
          datasetsDir: settings.datasetsDir,
          transfer: settings.transfer,
          store: settings.store,
          sharedFeatures: backbone
            ? await persist("reading shared features", () => loadFeatureSets(prisma, backbone.id))
            : [],
        },
        attendant.slot,
        shipper,
        signal,
        async (shipped) => {
          const verdict = await judge.follow(shipped);
          await followUp(attendant, run, cost, shipped);
          if (backbone) await keepFeatures(attendant, backbone.id, shipped);
          return verdict;
        },
      );
      lastWorker = attempt.worker;
      await appendOutput(attendant, logFile, history.outputLines, attempt.worker.output);
      const end = await afterWorker(attempt);
      if (end) return await finish(end);
    }
  } catch (error) {
    // What the log has and the database has not never happened: somebody else goes on from what the database has.
    if (error instanceof LeaseLostError) {
      await rm(dirname(logFile), { recursive: true, force: true });
    }
    throw error;
  } finally {
    await shipper.close();
  }

  /** What the end of a worker means; null when the run goes on. */
  async function afterWorker({ worker, cancelled }: AttemptEnd): Promise<RunEnd | null> {
    if (historyOf(await readEvents(logFile)).published) return null;
    if (cancelled) return { state: "cancelled" };
    if (worker.report?.kind === "failed") return { state: "failed", failure: worker.report.failure };
    if (signal.aborted) return null;
    // A checkpoint that is still on its way forgives earlier crashes, not this one.
    await persist("shipping events", () => shipper.ship());
    const crashes = await persist("counting a crash", () => countCrash(prisma, run));
    trainerMetrics().attempts.add(1, { outcome: "died" });
    logLine("warn", "training process died", { run: run.runId, how: describeEnd(worker), crashes });
    const message = `The training process died: ${describeEnd(worker)}.`;
    await append(attendant, logFile, { type: "log", level: "warn", message });
    return null;
  }
}

/** The end that the log tells of already. */
async function endOf({ store }: Attendant, { ended, published }: RunHistory): Promise<RunEnd | null> {
  if (published && (!ended || ended.state === "succeeded")) return readSuccess(store, published.manifestSha256);
  if (ended?.state === "failed") return { state: "failed", failure: failureFromLog(ended.message) };
  return ended ? { state: "cancelled" } : null;
}

/** Only between two workers: a log has one writer at a time. */
async function append({ clock }: Attendant, logFile: string, ...data: RunEventData[]): Promise<void> {
  const log = await EventLog.open(logFile, clock);
  log.append(...data);
  log.close();
}

/**
 * The lines of a worker that it did not live to write into its log itself.
 *
 * @param before lines of output in the log when the worker began
 */
async function appendOutput(
  attendant: Attendant,
  logFile: string,
  before: number,
  output: readonly OutputLine[],
): Promise<void> {
  const written = historyOf(await readEvents(logFile)).outputLines - before;
  const missing = output.slice(written).map((line): RunEventData => ({ type: "log", ...line, output: true }));
  if (missing.length > 0) await append(attendant, logFile, ...missing);
}

async function followUp(attendant: Attendant, run: ClaimedRun, cost: SpecCost, events: readonly RunEvent[]) {
  if (events.some(({ data }) => data.type === "checkpoint")) await prune(attendant, run, CHECKPOINTS_KEPT);
  const epoch = events.findLast(({ data }) => data.type === "epoch")?.data;
  // On features a head is so small that its speed says nothing of other trainings.
  if (epoch?.type === "epoch" && epoch.seconds > 0 && cost.featureImages === 0) {
    const data = { flopsPerSecond: cost.epochFlops / epoch.seconds };
    await attendant.prisma.trainer.updateMany({ where: { id: attendant.trainerId }, data });
  }
}

/** What is not named is computed again by others: a failure is no reason to stop. */
async function keepFeatures({ prisma }: Attendant, backbone: BackboneId, events: readonly RunEvent[]) {
  for (const { data } of events) {
    if (data.type !== "features-shared") continue;
    await keepFeatureSet(prisma, backbone, data).catch((error) => {
      logLine("warn", "features were not shared", { key: data.key, reason: reasonOf(error) });
    });
  }
}

/** Old bytes cost space, nothing else: a failure is no reason to stop. */
async function prune({ prisma, store }: Attendant, run: ClaimedRun, keep: number): Promise<void> {
  await pruneCheckpoints(prisma, store, run, keep).catch((error) => {
    logLine("warn", "old checkpoints were not removed", { run: run.runId, reason: reasonOf(error) });
  });
}
