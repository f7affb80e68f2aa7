/**
 * The trainer's supervisor: it takes runs from the queue, one at a time, and keeps every promise that needs a process which
 * is never busy. It loads no TensorFlow; whatever computes for long does so in a child process.
 */
import { type Job, PgBoss } from "pg-boss";
import { BACKBONE_IDS } from "#domain/backbones/backbone-ids";
import { DATASET_IDS } from "#domain/datasets/catalogue";
import type { EngineRecord } from "#domain/runs/engine-record";
import { TRAIN_QUEUE, trainJob } from "#domain/runs/train-job";
import { QUEUE_SCHEMA } from "#prisma/create-queue";
import { openStore } from "#storage/open-store";
import { isObtainable } from "../backbones/load-backbone.ts";
import { type Attendant, attendRun } from "./attend-run.ts";
import { claimRun } from "./claim-run.ts";
import { connectTrainer } from "./connect-trainer.ts";
import { eachJob } from "./each-job.ts";
import { exportWaiting } from "./export-models.ts";
import { LeaseLostError } from "./lease.ts";
import { logLine, reasonOf } from "./log-line.ts";
import { publishDataset } from "./publish-dataset.ts";
import { beatTrainer, registerTrainer, retireTrainer } from "./register-trainer.ts";
import { repeat } from "./repeat.ts";
import { requeueOrphans } from "./requeue-orphans.ts";
import { requeueRun } from "./requeue-run.ts";
import { rescueRuns } from "./rescue-runs.ts";
import type { TrainerSettings } from "./settings.ts";
import { sweepDaily } from "./sweep-daily.ts";
import { trainerIdentity } from "./trainer-identity.ts";
import { untilDone } from "./until-done.ts";
import { WorkerProcess } from "./worker-process.ts";

/** Milliseconds between two looks into the queue. */
const POLL_INTERVAL = 500;
const HEARTBEAT_INTERVAL = 2_000;
const RESCUE_INTERVAL = 15_000;
/** Milliseconds between two questions whether a day has passed since the last sweep. */
const SWEEP_INTERVAL = 3_600_000;
/** Seconds between two searches for jobs without a heartbeat: with its own ten, a lost run is found in under twenty. */
const QUEUE_SUPERVISION = 3;
/** Milliseconds between two complaints about it. */
const QUEUE_ERROR_INTERVAL = 60_000;
const QUEUE_CONNECTIONS = 2;

/**
 * Works until `signal` aborts: then the run in hand gets a checkpoint and goes back to the queue.
 *
 * @throws Error when the trainer cannot work at all: its store, its home or its engine
 */
export async function supervise(settings: TrainerSettings, signal: AbortSignal): Promise<void> {
  const store = openStore(settings.store);
  await store.check();
  const trainerId = await trainerIdentity(settings.home);
  const prisma = connectTrainer(settings.databaseUrl);
  const boss = new PgBoss({
    connectionString: settings.databaseUrl,
    application_name: "cultivar-trainer-queue",
    schema: QUEUE_SCHEMA,
    max: QUEUE_CONNECTIONS,
    migrate: false,
    schedule: false,
    superviseIntervalSeconds: QUEUE_SUPERVISION,
    monitorIntervalSeconds: QUEUE_SUPERVISION,
  });
  let saidAt = Number.NEGATIVE_INFINITY;
  boss.on("error", (error) => {
    // During an outage every look into the queue fails.
    if (performance.now() - saidAt < QUEUE_ERROR_INTERVAL) return;
    saidAt = performance.now();
    logLine("warn", "the queue does not answer", { reason: reasonOf(error) });
  });
  try {
    const engine = await probeEngine(settings);
    logLine("info", "trainer starts", {
      trainer: trainerId,
      name: settings.name,
      engine: engine.kind,
      device: engine.device,
    });
    await untilDone("connecting to the database", signal, () =>
      registerTrainer(prisma, { id: trainerId, name: settings.name, engine, backbones: backbonesHere(settings) }),
    );
    await untilDone("opening the queue", signal, () => boss.start());
    await untilDone("looking for orphaned runs", signal, () => requeueOrphans(prisma, boss, trainerId));
    const attendant: Attendant = { prisma, store, settings, trainerId, clock: Date.now, signal };
    await Promise.all([
      repeat("the trainer's heartbeat", HEARTBEAT_INTERVAL, signal, () =>
        beatTrainer(prisma, trainerId, backbonesHere(settings)),
      ),
      repeat("looking for lost runs", RESCUE_INTERVAL, signal, () => rescueRuns(prisma, boss)),
      repeat("working on the queue", POLL_INTERVAL, signal, () =>
        eachJob(boss, TRAIN_QUEUE, signal, (job) => doJob(boss, attendant, job)),
      ),
      repeat("sweeping the store", SWEEP_INTERVAL, signal, () => sweepDaily(attendant)),
      repeat("preparing exports", POLL_INTERVAL, signal, () => exportWaiting(boss, attendant)),
      ...DATASET_IDS.map((id) => publishDataset(prisma, settings, id, signal)),
    ]);
    await retireTrainer(prisma, trainerId);
  } finally {
    await boss.stop({ graceful: false });
    await prisma.$disconnect();
  }
}

const backbonesHere = ({ transfer }: TrainerSettings) => BACKBONE_IDS.filter((id) => isObtainable(transfer, id));

/** Asks a child process, since an engine that is loaded once cannot be let go. */
async function probeEngine({ engine }: TrainerSettings): Promise<EngineRecord> {
  const { report, stderr, code, signal } = await new WorkerProcess({ task: "probe", engine }).ended;
  if (report?.kind === "engine") return report.engine;
  throw new Error(`No engine could be opened (${signal ?? `exit status ${code}`}): ${stderr.trim().slice(-1000)}`);
}

async function doJob(boss: PgBoss, attendant: Attendant, job: Job): Promise<void> {
  const { prisma, trainerId, signal } = attendant;
  const payload = trainJob.safeParse(job.data);
  if (!payload.success) {
    logLine("error", "a job of the queue is not understood and was dropped", { job: job.id });
    await boss.complete(TRAIN_QUEUE, job);
    return;
  }
  const { runId } = payload.data;
  try {
    const run = await claimRun(prisma, runId, trainerId);
    if (run) {
      logLine("info", "run claimed", { run: runId, lease: run.leaseEpoch });
      if ((await attendRun(attendant, run)) === "interrupted") {
        await untilDone("queueing a run again", signal, () => requeueRun(prisma, boss, run, 0));
        logLine("info", "run goes back to the queue", { run: runId });
        return;
      }
    }
    await untilDone("completing a job", signal, () => boss.complete(TRAIN_QUEUE, job));
  } catch (error) {
    if (error instanceof LeaseLostError) {
      // The job belongs to whoever has the run now, or to nobody, if the run was removed.
      logLine("warn", "run lost to another trainer, or removed", { run: runId });
      return;
    }
    logLine("error", "run could not be attended", { run: runId, reason: reasonOf(error) });
    // The queue tries again, a limited number of times.
    await boss.fail(TRAIN_QUEUE, job, { message: reasonOf(error) });
  }
}
