/** Makes the files of a report in the browser, telling how far it is. */
import type { Report } from "#domain/labs/report";
import { base64 } from "./base64.ts";
import { fetchModelFiles } from "./model-files.ts";
import { type ArchiveFile, historyFiles, packArchive, textFile } from "./report-archive.ts";
import { type DrawnFigure, drawFigures, FIGURE_ASPECT, NOTEBOOK_SIZE, PAGE_SIZE } from "./report-figures.ts";
import { type ReportImages, reportPage } from "./report-html.ts";
import { drawSamples, type SamplePicture } from "./sample-picture.ts";

export const REPORT_FORMS = ["html", "pdf", "zip"] as const;
export type ReportForm = (typeof REPORT_FORMS)[number];

export type ReportSources = {
  report: Report;
  /** Index of the published pictures of the data set. */
  indexSha256: string | null;
  /** Finds where the model of each network is that has one. */
  findModels: () => Promise<{ network: string; manifestSha256: string }[]>;
};

export type ReportProgress = { share: number; words: string };

type Making = { signal: AbortSignal; onProgress: (progress: ReportProgress) => void };

/**
 * The report in one form, as a file.
 *
 * @throws Error with a sentence for the reader; what `signal` was aborted with when it was
 */
export async function makeReport(sources: ReportSources, form: ReportForm, making: Making): Promise<Blob> {
  const { report } = sources;
  const { signal, onProgress } = making;
  onProgress({ share: 0.05, words: "Drawing the figures" });
  const [figures, samples] = await Promise.all([
    drawFigures(report, PAGE_SIZE, signal),
    drawSamples(sources.indexSha256, report.classes.length, signal),
  ]);
  signal.throwIfAborted();
  const page = () => reportPage(report, imagesOf(figures, samples));
  if (form === "html") return new Blob([page()], { type: "text/html" });

  onProgress({ share: 0.35, words: "Setting the pages" });
  const pdf = await makePdf(report, figures, samples, signal);
  if (form === "pdf") return new Blob([pdf], { type: "application/pdf" });

  onProgress({ share: 0.5, words: "Drawing the figures for print" });
  const printed = await drawFigures(report, NOTEBOOK_SIZE, signal);

  onProgress({ share: 0.55, words: "Fetching the models" });
  const models = await sources.findModels();
  const fetched: ArchiveFile[] = [];
  for (const [i, model] of models.entries()) {
    onProgress({ share: 0.55 + (0.3 * i) / models.length, words: `Fetching the model of ${model.network}` });
    fetched.push(...(await fetchModelFiles(model, signal)));
  }
  const files = [
    textFile("report.html", page()),
    { path: "report.pdf", bytes: pdf },
    ...printed.map(({ file, png }) => ({ path: file, bytes: png })),
    ...historyFiles(report),
    ...fetched,
  ];
  const parts = await packArchive(files, signal, (packed) =>
    onProgress({ share: 0.85 + (0.15 * packed) / files.length, words: "Packing the archive" }),
  );
  return new Blob(parts, { type: "application/zip" });
}

/** The PDF writer is large and rarely wanted, so it comes when it is. */
async function makePdf(
  report: Report,
  figures: readonly DrawnFigure[],
  samples: SamplePicture | null,
  signal: AbortSignal,
): Promise<Uint8Array<ArrayBuffer>> {
  const [{ reportPdf }, { fetchPdfFonts }, { drawText }] = await Promise.all([
    import("./report-pdf.ts"),
    import("./pdf-fonts.ts"),
    import("./draw-text.ts"),
  ]);
  const fonts = await fetchPdfFonts(signal);
  const pages = Object.fromEntries(figures.map(({ id, png }) => [id, png]));
  return reportPdf(report, { figures: pages, aspect: FIGURE_ASPECT, samples }, fonts, drawText);
}

export const imagesOf = (
  figures: readonly Pick<DrawnFigure, "id" | "png">[],
  samples: SamplePicture | null,
): ReportImages => ({
  figures: Object.fromEntries(figures.map(({ id, png }) => [id, dataUri(png)])),
  samples: samples && dataUri(samples.png),
});

const dataUri = (png: Uint8Array) => `data:image/png;base64,${base64(png)}`;
