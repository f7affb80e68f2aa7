/**
 * Prepares models in formats of other tools, one after the other, in worker processes of low priority: trainings beside them
 * are not disturbed.
 */
import { fromPrisma, type Job, type PgBoss } from "pg-boss";
import { EXPORT_ATTEMPTS, EXPORT_QUEUE, type ExportJob, exportJob } from "#domain/models/export-job";
import { logLine } from "#telemetry/log";
import { storableText } from "../event-log/storable-text.ts";
import type { ExportOrder } from "../exporting/export-model.ts";
import type { Attendant } from "./attend-run.ts";
import { eachJob } from "./each-job.ts";
import { untilDone } from "./until-done.ts";
import { type WorkerEnd, WorkerProcess } from "./worker-process.ts";

const REASON_LENGTH = 500;

/** Prepares what waits until nothing does. */
export async function exportWaiting(boss: PgBoss, attendant: Attendant): Promise<void> {
  const next = async () => {
    const [job] = await boss.fetch<object>(EXPORT_QUEUE);
    return job ? { job } : null;
  };
  await eachJob(boss, EXPORT_QUEUE, attendant.signal, next, ({ job }) => doJob(boss, attendant, job));
}

async function doJob(boss: PgBoss, attendant: Attendant, job: Job): Promise<void> {
  const { settings, signal } = attendant;
  const payload = exportJob.safeParse(job.data);
  const claimed = payload.success ? await claim(attendant, payload.data) : null;
  if (!payload.success || !claimed) {
    // Not understood, or nobody wants it any more.
    await boss.complete(EXPORT_QUEUE, job);
    return;
  }
  const { modelId, format } = payload.data;
  if (claimed.attempts > EXPORT_ATTEMPTS) {
    await settle(boss, attendant, job, payload.data, {
      error: `The process that prepares the file ended without a result, ${EXPORT_ATTEMPTS} times. The trainer's log says how.`,
    });
    return;
  }
  const worker = new WorkerProcess({ task: "export", order: claimed.order, store: settings.store });
  const stop = () => worker.kill();
  signal.addEventListener("abort", stop);
  const end = await worker.ended;
  signal.removeEventListener("abort", stop);
  if (signal.aborted) {
    await giveBack(boss, attendant, job, payload.data);
    return;
  }
  const result = resultOf(end);
  if (!result) {
    logLine("warn", "an export ended without a result", {
      model: modelId,
      format,
      reason: end.stderr.slice(-REASON_LENGTH),
    });
    // The queue tries again; the attempt is counted.
    await boss.fail(EXPORT_QUEUE, job);
    return;
  }
  await settle(boss, attendant, job, payload.data, result);
  logLine("info", "error" in result ? "a model was not exported" : "model exported", {
    model: modelId,
    format,
    ...result,
  });
}

type Result = { sha256: string; bytes: number } | { error: string };

function resultOf({ report }: WorkerEnd): Result | null {
  if (report?.kind === "exported") return report.file;
  return report?.kind === "not-exported" ? { error: storableText(report.reason, REASON_LENGTH) } : null;
}

type Claim = { attempts: number; order: ExportOrder };

/** Takes what was asked for, or null when its model is gone or it is done. */
async function claim({ prisma, signal }: Attendant, { modelId, format }: ExportJob): Promise<Claim | null> {
  const [row] = await untilDone(
    "claiming an export",
    signal,
    () => prisma.$queryRaw<(Omit<ExportOrder, "format"> & { attempts: number })[]>`
    UPDATE model_export SET state = 'building', attempts = attempts + 1
      FROM model JOIN "user" ON "user".id = model."ownerId"
     WHERE model.id = model_export."modelId" AND model.id = ${modelId}::uuid AND format = ${format}
       AND state IN ('queued', 'building')
    RETURNING attempts, model.name, "user".name AS author, model."manifestSha256"`,
  );
  if (!row) return null;
  const { attempts, ...facts } = row;
  return { attempts, order: { format, ...facts } };
}

/** Writes how it ended, and ends the job with it: whoever asks again right afterwards gets a new one. */
async function settle(boss: PgBoss, { prisma, signal }: Attendant, job: Job, order: ExportJob, result: Result) {
  const { modelId, format } = order;
  const state = "error" in result ? "failed" : "ready";
  await untilDone("ending an export", signal, () =>
    prisma.$transaction(async (tx) => {
      // Nothing, where the model was removed meanwhile.
      await tx.modelExport.updateMany({
        where: { modelId, format, state: "building" },
        data: { state, error: null, ...result },
      });
      await boss.complete(EXPORT_QUEUE, job.id, null, { db: fromPrisma(tx) });
    }),
  );
}

/** Lets another trainer begin anew; what was begun here counts as no attempt. */
async function giveBack(boss: PgBoss, { prisma, signal }: Attendant, job: Job, { modelId, format }: ExportJob) {
  await untilDone("giving an export back", signal, async () => {
    await prisma.modelExport.updateMany({
      where: { modelId, format, state: "building" },
      data: { state: "queued", attempts: { decrement: 1 } },
    });
    await boss.fail(EXPORT_QUEUE, job);
  });
}
