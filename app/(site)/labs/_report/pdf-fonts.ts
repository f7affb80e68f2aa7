import type { jsPDF } from "jspdf";
import { base64 } from "./base64.ts";

/** TrueType files of the pages' own font: jsPDF's built-in ones know no letters beyond Western Europe. */
export type PdfFonts = { regular: Uint8Array; strong: Uint8Array };

const FILES = {
  regular: new URL("../../../../node_modules/geist/dist/fonts/geist-sans/Geist-Regular.ttf", import.meta.url).href,
  strong: new URL("../../../../node_modules/geist/dist/fonts/geist-sans/Geist-SemiBold.ttf", import.meta.url).href,
};

async function fetchFont(url: string, signal: AbortSignal): Promise<Uint8Array> {
  const response = await fetch(url, { signal });
  if (!response.ok) throw new Error("The letters for the PDF could not be fetched. Try again.");
  return new Uint8Array(await response.arrayBuffer());
}

export async function fetchPdfFonts(signal: AbortSignal): Promise<PdfFonts> {
  const [regular, strong] = await Promise.all([fetchFont(FILES.regular, signal), fetchFont(FILES.strong, signal)]);
  return { regular, strong };
}

/** Makes the fonts known to `doc` as Geist, normal and bold. */
export function addFonts(doc: jsPDF, { regular, strong }: PdfFonts): void {
  for (const [style, bytes] of [
    ["normal", regular],
    ["bold", strong],
  ] as const) {
    doc.addFileToVFS(`Geist-${style}.ttf`, base64(bytes));
    doc.addFont(`Geist-${style}.ttf`, "Geist", style);
  }
  doc.setFont("Geist", "normal");
}
