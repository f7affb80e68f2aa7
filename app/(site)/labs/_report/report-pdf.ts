/** A report as a PDF of A4 pages, in the order of its HTML. */
import type { Report } from "#domain/labs/report";
import { formatCount, formatInterval, formatLoss, formatPercent } from "../../../_ui/numbers.ts";
import { inUtc } from "../_view/provenance-facts.ts";
import { matrixColors } from "./matrix-colors.ts";
import type { PdfFonts } from "./pdf-fonts.ts";
import { CONTENT_MM, type DrawText, PdfPages, ROW_MM } from "./pdf-pages.ts";

/** Pictures as PNG files: figures by their id, twice as wide as high or more, and the sample of the data set. */
export type PdfImages = {
  figures: Readonly<Record<string, Uint8Array>>;
  /** Height over width of every figure. */
  aspect: number;
  samples: { png: Uint8Array; aspect: number } | null;
};

const SAMPLES_MM = 102;

export function reportPdf(
  report: Report,
  images: PdfImages,
  fonts: PdfFonts,
  drawText: DrawText,
): Uint8Array<ArrayBuffer> {
  const pages = new PdfPages(fonts, drawText);
  const { title, question, author, madeAt } = report;
  pages.describe({ title, author, subject: question });
  pages.paragraph(title, "quiet");
  pages.title(question);
  pages.paragraph(`${author}, ${inUtc(madeAt)}`);
  results(pages, report);
  pages.heading("Data");
  pages.facts(report.data.facts);
  if (images.samples) {
    pages.space(2);
    pages.image(images.samples.png, { width: SAMPLES_MM, height: SAMPLES_MM * images.samples.aspect });
    pages.paragraph(`Pictures of the test set, a row for each class: ${report.classes.join(", ")}.`, "quiet");
  }
  networks(pages, report);
  figures(pages, report, images);
  matrices(pages, report);
  questions(pages, report);
  provenance(pages, report);
  return pages.finish(`${title}, ${author}`);
}

function results(pages: PdfPages, { networks: all }: Report): void {
  pages.heading("Results");
  pages.table({
    head: ["Network", "Parameters", "Trained", "Test accuracy, 95 % interval", "Test loss"],
    body: all.map(({ title, parameters, trainedParameters, test }) => [
      title,
      formatCount(parameters),
      formatCount(trainedParameters),
      test ? `${formatPercent(test.accuracy, 2, "")} ${formatInterval(test.interval)} %` : "–",
      test ? formatLoss(test.loss) : "–",
    ]),
    numbers: [1, 2, 3, 4],
    columnStyles: { 3: { fontStyle: "bold", halign: "right" } },
  });
  for (const { title, missing } of all) if (missing !== null) pages.paragraph(`${title}: ${missing}`, "quiet");
}

function networks(pages: PdfPages, { networks: all }: Report): void {
  pages.heading("Networks", 40);
  for (const { title, words, layers, parameters, trainedParameters } of all) {
    pages.subheading(title, 8 + ROW_MM * (layers.length + 2));
    pages.paragraph(words);
    pages.table({
      head: ["Layer", "Type", "Output shape", "Parameters"],
      body: layers.map(({ name, type, output, parameters: held }) => [
        name,
        type,
        output.map(formatCount).join(" × "),
        formatCount(held),
      ]),
      foot: [
        trainedParameters === parameters ? "All trained" : `${formatCount(trainedParameters)} trained`,
        "",
        "",
        formatCount(parameters),
      ],
      numbers: [2, 3],
    });
  }
}

function figures(pages: PdfPages, { figures: all, networks: trained }: Report, images: PdfImages): void {
  pages.heading("Comparison");
  const names = trained.filter(({ epochs }) => epochs.length > 0).map(({ title }) => title);
  if (names.length === 0) pages.paragraph("No network has trained an epoch yet.");
  for (const { id, title, file } of all) {
    const png = images.figures[id];
    if (!png) continue;
    pages.image(png, { height: CONTENT_MM * images.aspect });
    pages.paragraph(`${title} of ${names.join(", ")}; validation solid, train dashed (${file}).`, "quiet");
    pages.space(3);
  }
}

function matrices(pages: PdfPages, { networks: all, classes }: Report): void {
  const measured = all.flatMap((network) => (network.confusion ? [{ ...network, confusion: network.confusion }] : []));
  if (measured.length === 0) return;
  pages.heading("Confusion matrices", 20 + ROW_MM * classes.length);
  pages.paragraph("Counts of test pictures; rows are the true class, columns the answer.", "quiet");
  for (const { title, confusion } of measured) {
    pages.subheading(title, ROW_MM * (classes.length + 1));
    pages.matrix(classes, confusion, matrixColors(confusion));
  }
}

function questions(pages: PdfPages, { questions: all, author }: Report): void {
  pages.heading("Questions");
  for (const { prompt, answer, words } of all) {
    pages.subheading(prompt);
    for (const sentence of answer) pages.paragraph(sentence);
    if (words === "") pages.paragraph(`${author} has written no answer.`, "quiet");
    else pages.quote(words, author);
  }
}

function provenance(pages: PdfPages, { networks: all }: Report): void {
  pages.heading("Provenance");
  for (const { title, missing, provenance: facts } of all) {
    pages.subheading(title, 30);
    if (facts.length > 0) pages.facts(facts);
    else pages.paragraph(missing ?? "");
  }
  pages.paragraph(
    "Answers above the marked words are computed from the runs’ figures; the marked words are the author’s.",
    "quiet",
  );
}
