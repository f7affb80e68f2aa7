import type { DatasetId } from "#domain/datasets/catalogue";
import { datasetStatistics } from "#domain/datasets/statistics";
import type { Prisma } from "#prisma/client";
import { logLine } from "#telemetry/log";
import type { TrainerSettings } from "./settings.ts";
import { untilDone } from "./until-done.ts";
import { WorkerProcess } from "./worker-process.ts";

/**
 * Publishes a data set's images and statistics if that has not happened yet: a child process measures and writes them to
 * the store, the rows that make them visible come last. A data set that was published without statistics, or with those of
 * an older version, is published again. A failure is logged, since training needs none of this; the next start tries again.
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
  if (published && datasetStatistics.safeParse(published.statistics).success) return;
  const worker = new WorkerProcess({ task: "publish-dataset", dataset: id, datasetsDir, store });
  const stop = () => worker.kill();
  signal.addEventListener("abort", stop);
  const { report, stderr } = await worker.ended;
  signal.removeEventListener("abort", stop);
  if (signal.aborted) return;
  if (report?.kind !== "dataset") {
    logLine("error", "images were not published", { dataset: id, reason: stderr.trim().slice(-500) });
    return;
  }
  const { sheets, statistics } = report;
  const { indexSha256 } = sheets;
  const artefacts = [...sheets.artefacts, statistics.meanImages.sha256].map((sha256) => ({ sha256 }));
  await untilDone("publishing images", signal, () =>
    prisma.dataset.upsert({
      where: { id },
      // Another trainer may have been faster: the same images have the same names.
      update: { indexSha256, statistics, artefacts: { createMany: { data: artefacts, skipDuplicates: true } } },
      create: { id, indexSha256, statistics, artefacts: { createMany: { data: artefacts } } },
    }),
  );
  logLine("info", "images published", { dataset: id, sheets: sheets.artefacts.length - 1 });
}
