import type { DatasetId } from "#domain/datasets/catalogue";
import type { Prisma } from "#prisma/client";
import { logLine } from "./log-line.ts";
import type { TrainerSettings } from "./settings.ts";
import { untilDone } from "./until-done.ts";
import { WorkerProcess } from "./worker-process.ts";

/**
 * Publishes a data set's images if that has not happened yet: a child process writes them to the store, the rows that make
 * them visible come last. A failure is logged, since training needs none of this; the next start tries again.
 */
export async function publishDataset(
  prisma: Prisma,
  { datasetsDir, store }: TrainerSettings,
  id: DatasetId,
  signal: AbortSignal,
): Promise<void> {
  const published = await untilDone("looking for published images", signal, () =>
    prisma.dataset.findUnique({ where: { id } }),
  );
  if (published) return;
  const worker = new WorkerProcess({ task: "publish-sheets", dataset: id, datasetsDir, store });
  const stop = () => worker.kill();
  signal.addEventListener("abort", stop);
  const { report, stderr } = await worker.ended;
  signal.removeEventListener("abort", stop);
  if (signal.aborted) return;
  if (report?.kind !== "sheets") {
    logLine("error", "images were not published", { dataset: id, reason: stderr.trim().slice(-500) });
    return;
  }
  const { indexSha256, artefacts } = report.sheets;
  await untilDone("publishing images", signal, () =>
    prisma.dataset.upsert({
      where: { id },
      // Another trainer may have been faster: the same images have the same names.
      update: {},
      create: { id, indexSha256, artefacts: { create: artefacts.map((sha256) => ({ sha256 })) } },
    }),
  );
  logLine("info", "images published", { dataset: id, sheets: artefacts.length - 1 });
}
