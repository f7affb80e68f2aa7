/**
 * The trainer's supervisor: it takes runs from the queue, one at a time for each slot, and keeps every promise that needs a
 * process which is never busy. It loads no TensorFlow; whatever computes for long does so in a child process.
 */
import { PgBoss } from "pg-boss";
import { BACKBONE_IDS } from "#domain/backbones/backbone-ids";
import { DATASET_IDS } from "#domain/datasets/catalogue";
import type { EngineRecord } from "#domain/runs/engine-record";
import { TRAIN_QUEUE, trainJob } from "#domain/runs/train-job";
import { QUEUE_SCHEMA } from "#prisma/create-queue";
import { openStore } from "#storage/open-store";
import type { ArtefactStore } from "#storage/store";
import { logLine, reasonOf } from "#telemetry/log";
import { pastSpan, withSpan } from "#telemetry/spans";
import { isObtainable } from "../backbones/load-backbone.ts";
import { codeVersion } from "../code-version.ts";
import { deliverMessages } from "../webhooks/deliver-messages.ts";
import { type Attendant, attendRun } from "./attend-run.ts";
import { type Claim, claimNext } from "./claim-next.ts";
import { connectTrainer } from "./connect-trainer.ts";
import { eachJob } from "./each-job.ts";
import { exportWaiting } from "./export-models.ts";
import { LeaseLostError } from "./lease.ts";
import { readMachine } from "./machine.ts";
import { prepareDatasets } from "./prepare-datasets.ts";
import { publishDataset } from "./publish-dataset.ts";
import { announceStop, beatTrainer, forgetOld, registerTrainer, retireTrainer } from "./register-trainer.ts";
import { repeat } from "./repeat.ts";
import { requeueOrphans } from "./requeue-orphans.ts";
import { requeueRun } from "./requeue-run.ts";
import { rescueRuns } from "./rescue-runs.ts";
import type { TrainerSettings } from "./settings.ts";
import { planSlots, type Slot } from "./slots.ts";
import { sweepDaily } from "./sweep-daily.ts";
import { openTrainerFolder } from "./trainer-folder.ts";
import { noteBeat, whileBusy } from "./trainer-gauges.ts";
import { trainerIdentity } from "./trainer-identity.ts";
import { watchBudget } from "./training-budget.ts";
import { untilDone } from "./until-done.ts";
import { WorkerProcess } from "./worker-process.ts";

/** How a server that is away at the moment shows. */
const NO_ANSWER = new Set(["ECONNREFUSED", "ECONNRESET", "ETIMEDOUT", "EHOSTUNREACH", "EPIPE"]);
/** Milliseconds between two looks into the queue. */
const POLL_INTERVAL = 500;
const HEARTBEAT_INTERVAL = 2_000;
/** Asking a GPU's driver takes a process of its own. */
const MACHINE_INTERVAL = 10_000;
/** Milliseconds between two looks for messages to webhooks, and how many are sent at the same time. */
const WEBHOOK_INTERVAL = 1_000;
const WEBHOOK_LANES = 3;
const RESCUE_INTERVAL = 15_000;
const FORGET_INTERVAL = 3_600_000;
/** Milliseconds between two questions whether a day has passed since the last sweep. */
const SWEEP_INTERVAL = 3_600_000;
/** Seconds between two searches for jobs without a heartbeat: with its own ten, a lost run is found in under twenty. */
const QUEUE_SUPERVISION = 3;
/** Milliseconds between two complaints about it. */
const QUEUE_ERROR_INTERVAL = 60_000;
const QUEUE_CONNECTIONS = 2;

/**
 * Works until `signal` aborts: then the runs in hand get a checkpoint and go back to the queue.
 *
 * @param given `home` is shared by all trainers of the machine; each works in a folder of its own there
 * @throws Error when the trainer cannot work at all: its store, its home, its data sets or its engine
 */
export async function supervise(given: TrainerSettings, signal: AbortSignal): Promise<void> {
  const store = openStore(given.store);
  await untilStoreAnswers(store, signal);
  const { folder, lock } = await openTrainerFolder(given.home);
  const settings: TrainerSettings = { ...given, home: folder };
  const trainerId = await trainerIdentity(folder);
  await prepareDatasets(settings.datasetsDir);
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
    const slots = planSlots(engine, settings.slots, process.env);
    const { name } = settings;
    const facts = { id: trainerId, name, engine, slots: slots.length, codeVersion: codeVersion() };
    logLine("info", "trainer starts", {
      trainer: trainerId,
      name,
      engine: engine.kind,
      device: engine.device,
      slots: slots.length,
    });
    await untilDone("connecting to the database", signal, () =>
      registerTrainer(prisma, { ...facts, backbones: backbonesHere(settings) }),
    );
    await untilDone("opening the queue", signal, () => boss.start());
    await untilDone("looking for orphaned runs", signal, () => requeueOrphans(prisma, boss, trainerId));
    const attendant: Attendant = { prisma, store, settings, trainerId, clock: Date.now, signal };
    const claim = async () => {
      const started = performance.now();
      const taken = await claimNext(prisma, boss, trainerId);
      return taken && { ...taken, claimSeconds: (performance.now() - started) / 1000 };
    };
    // Claims take turns at the queue's row anyway: so they hold one connection and not one for each slot.
    let turn: Promise<unknown> = Promise.resolve();
    const takeRun = () => {
      const taken = turn.then(claim);
      turn = taken.catch(() => {});
      return taken;
    };
    // Until the last run is given back: a trainer that ends is not gone before.
    const ended = new AbortController();
    let machine = await readMachine(engine);
    const looking = repeat("the look at the machine", MACHINE_INTERVAL, ended.signal, async () => {
      machine = await readMachine(engine);
    });
    const beating = repeat("the trainer's heartbeat", HEARTBEAT_INTERVAL, ended.signal, async () => {
      await beatTrainer(prisma, trainerId, backbonesHere(settings), machine);
      noteBeat();
    });
    signal.addEventListener("abort", () => announceStop(prisma, trainerId).catch(() => {}));
    const dispatcher = { prisma, targets: settings.webhookTargets, now: () => new Date(), chance: Math.random };
    await Promise.all([
      repeat("looking for lost runs", RESCUE_INTERVAL, signal, () => rescueRuns(prisma, boss)),
      repeat("forgetting what is old", FORGET_INTERVAL, signal, () => forgetOld(prisma)),
      ...slots.map((slot) =>
        repeat("working on the queue", POLL_INTERVAL, signal, () =>
          eachJob(boss, TRAIN_QUEUE, signal, takeRun, (claim) => trainClaimed(boss, { ...attendant, slot }, claim)),
        ),
      ),
      repeat("sweeping the store", SWEEP_INTERVAL, signal, () => sweepDaily(attendant)),
      repeat("preparing exports", POLL_INTERVAL, signal, () => exportWaiting(boss, attendant)),
      ...Array.from({ length: WEBHOOK_LANES }, () =>
        repeat("telling webhooks", WEBHOOK_INTERVAL, signal, () => deliverMessages(dispatcher, signal)),
      ),
      ...DATASET_IDS.map((id) => publishDataset(prisma, settings, id, signal)),
    ]);
    ended.abort();
    await Promise.all([looking, beating]);
    await retireTrainer(prisma, trainerId);
  } finally {
    await boss.stop({ graceful: false });
    await prisma.$disconnect();
    lock.release();
  }
}

const backbonesHere = ({ transfer }: TrainerSettings) => BACKBONE_IDS.filter((id) => isObtainable(transfer, id));

/** A store that does not answer is waited for, like the database; one that refuses ends the trainer. */
async function untilStoreAnswers(store: ArtefactStore, signal: AbortSignal): Promise<void> {
  const refusal = await untilDone("reaching the artefact store", signal, () =>
    store.check().catch((error: Error) => {
      const { code } = (error.cause ?? {}) as NodeJS.ErrnoException;
      if (code !== undefined && NO_ANSWER.has(code)) throw error;
      return error;
    }),
  );
  if (refusal) throw refusal;
}

/** Asks a child process, since an engine that is loaded once cannot be let go. */
async function probeEngine({ engine }: TrainerSettings): Promise<EngineRecord> {
  const { report, stderr, code, signal } = await new WorkerProcess({ task: "probe", engine }).ended;
  if (report?.kind === "engine") return report.engine;
  throw new Error(`No engine could be opened (${signal ?? `exit status ${code}`}): ${stderr.trim().slice(-1000)}`);
}

type TimedClaim = Claim & { claimSeconds: number };

/** Trains the run; what is traced of it goes on where its launch was. */
function trainClaimed(boss: PgBoss, attendant: Attendant & { slot: Slot }, claim: TimedClaim): Promise<void> {
  const { runId } = claim.run;
  const attributes = { "cultivar.run": runId, "cultivar.trainer": attendant.trainerId };
  const { traceparent } = trainJob.safeParse(claim.job.data).data ?? {};
  return withSpan(
    "run",
    attributes,
    () => {
      pastSpan("run claim", attributes, claim.claimSeconds, Date.now());
      return train(boss, attendant, claim);
    },
    traceparent,
  );
}

async function train(boss: PgBoss, attendant: Attendant & { slot: Slot }, { job, run }: Claim): Promise<void> {
  const { prisma, signal } = attendant;
  const { runId } = run;
  logLine("info", "run claimed", { run: runId, lease: run.leaseEpoch });
  const over = new AbortController();
  const usedUp = watchBudget(prisma, run.ownerId, AbortSignal.any([signal, over.signal]));
  try {
    const attending = { ...attendant, signal: AbortSignal.any([signal, usedUp]) };
    const end = await whileBusy(runId, () => attendRun(attending, run));
    if (end === "interrupted") {
      await untilDone("queueing a run again", signal, () => requeueRun(prisma, boss, run, 0));
      const why = signal.aborted ? "the trainer ends" : "its owner's training time of today is used up";
      logLine("info", "run goes back to the queue", { run: runId, why });
      return;
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
  } finally {
    over.abort();
  }
}
