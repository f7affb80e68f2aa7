/** Writes down the pages of a PDF, one thing under the other, and begins a new page where the next would not fit. */
import { jsPDF } from "jspdf";
import { autoTable, type CellInput, type RowInput, type Styles, type UserOptions } from "jspdf-autotable";
import type { Rgb } from "./matrix-colors.ts";
import { addFonts, type PdfFonts } from "./pdf-fonts.ts";

/** Sizes in millimetres, fonts in points. */
const PAGE = { width: 210, height: 297, margin: 18, bottom: 20 } as const;
const MM_PER_POINT = 25.4 / 72;
const LEADING = 1.45;
export const CONTENT_MM = PAGE.width - 2 * PAGE.margin;

const INK: Rgb = [21, 26, 23];
const INK_2: Rgb = [70, 79, 74];
const INK_3: Rgb = [100, 109, 104];
const LINE: Rgb = [227, 231, 228];
const LINE_STRONG: Rgb = [201, 208, 204];
const SUNKEN: Rgb = [242, 244, 242];
const ACCENT: Rgb = [11, 117, 72];

const QUOTE_PAD_MM = 1.5;
/** Height of a row of a table, about: to know whether one fits. */
export const ROW_MM = 6.4;

type TextStyle = { size?: number; strong?: boolean; color?: Rgb };

/** Draws text that the fonts have no letters for: an image `width` mm wide, with its height. */
export type DrawText = (text: string, width: number, size: number) => { png: string; height: number };

export class PdfPages {
  readonly #doc: jsPDF;
  readonly #drawText: DrawText;
  #y: number = PAGE.margin;
  #images = 0;

  constructor(fonts: PdfFonts, drawText: DrawText) {
    this.#doc = new jsPDF({ unit: "mm", format: "a4", compress: true });
    this.#drawText = drawText;
    addFonts(this.#doc, fonts);
  }

  describe(properties: { title: string; author: string; subject: string }): void {
    this.#doc.setProperties({ ...properties, creator: "Cultivar" });
  }

  title(text: string): void {
    this.#text(text, { size: 20, strong: true });
    this.space(2);
  }

  /** A rule, a head, and never at the foot of a page alone: `keep` mm of what follows stay with it. */
  heading(text: string, keep = 20): void {
    this.space(8);
    this.#need(12 + keep);
    this.#doc.setDrawColor(...LINE_STRONG).setLineWidth(0.25);
    this.#doc.line(PAGE.margin, this.#y, PAGE.width - PAGE.margin, this.#y);
    this.space(3.5);
    this.#text(text, { size: 13, strong: true });
    this.space(2);
  }

  subheading(text: string, keep = 14): void {
    this.space(3);
    this.#need(8 + keep);
    this.#text(text, { size: 10.5, strong: true });
    this.space(1);
  }

  paragraph(text: string, tone: "normal" | "quiet" = "normal"): void {
    this.#text(text, { color: tone === "quiet" ? INK_3 : INK_2 });
    this.space(1.4);
  }

  /** Words of a person, marked as theirs by a green line. */
  quote(text: string, by: string): void {
    this.space(1.5);
    const marked = (height: number) => {
      this.#doc.setFillColor(...SUNKEN).rect(PAGE.margin, this.#y, CONTENT_MM, height, "F");
      this.#doc.setFillColor(...ACCENT).rect(PAGE.margin, this.#y, 0.7, height, "F");
    };
    const pad = () => {
      marked(QUOTE_PAD_MM);
      this.space(QUOTE_PAD_MM);
    };
    this.#need(16);
    pad();
    this.#text(by, { size: 8, color: INK_3 }, { inset: 4, behind: marked });
    this.#text(text, {}, { inset: 4, behind: marked });
    pad();
    this.space(2);
  }

  /** @param height of the image when it is as wide as the text */
  image(png: Uint8Array, { width = CONTENT_MM, height }: { width?: number; height: number }): void {
    this.#need(height + 2);
    // Without names of their own jsPDF takes pictures that begin alike for the same.
    this.#images += 1;
    this.#doc.addImage(png, "PNG", PAGE.margin, this.#y, width, height, `image-${this.#images}`, "FAST");
    this.space(height + 2);
  }

  facts(facts: readonly { key: string; value: string }[]): void {
    this.table({
      body: facts.map(({ key, value }) => [key, value]),
      columnStyles: { 0: { cellWidth: 44, textColor: [...INK_3] } },
    });
  }

  /** @param numbers columns whose cells stand right */
  table({ head, body, foot, numbers = [], columnStyles = {} }: Table): void {
    const last = (body[0]?.length ?? 0) - 1;
    // The last glyph stands on the edge of the text.
    const flush = { cellPadding: { top: 1.3, bottom: 1.3, left: 0, right: 0 } };
    const right: Record<number, Partial<Styles>> = Object.fromEntries(
      numbers.map((i) => [i, { halign: "right", ...(i === last ? flush : {}) }]),
    );
    const cells = (row: RowInput, strong: Partial<Styles>) =>
      (row as CellInput[]).map((content, i) => ({ content: String(content), styles: { ...strong, ...right[i] } }));
    this.#draw({
      ...(head ? { head: [cells(head, {})] } : {}),
      body: [...body],
      ...(foot ? { foot: [cells(foot, {})] } : {}),
      columnStyles: { ...right, ...columnStyles },
      headStyles: { fontStyle: "normal", textColor: [...INK_3], lineColor: [...LINE_STRONG] },
      footStyles: { fontStyle: "bold", textColor: [...INK], lineWidth: 0 },
      styles: {
        lineColor: [...LINE],
        lineWidth: { bottom: 0.2 },
        cellPadding: { top: 1.3, bottom: 1.3, left: 0, right: 3 },
      },
    });
  }

  /** Counts with a colour for each cell, the names of rows left and of columns above. */
  matrix(names: readonly string[], counts: readonly (readonly number[])[], colors: readonly (readonly Rgb[])[]): void {
    const cell = (CONTENT_MM - 24) / Math.max(1, names.length);
    this.#draw({
      head: [["", ...names.map((name) => name.slice(0, 5))]],
      body: counts.map((row, truth) => [
        {
          content: names[truth] ?? "",
          styles: { halign: "right", textColor: [...INK_3], cellPadding: { top: 1.6, bottom: 1.6, left: 0, right: 2 } },
        },
        ...row.map((count, answer): CellInput => {
          const fillColor: [number, number, number] = [...(colors[truth]?.[answer] ?? SUNKEN)];
          return {
            content: count.toLocaleString("en-US"),
            styles: { fillColor, fontStyle: truth === answer ? "bold" : "normal" },
          };
        }),
      ]),
      headStyles: { fontStyle: "normal", textColor: [...INK_3] },
      styles: { fontSize: 7.5, halign: "center", lineColor: [255, 255, 255], lineWidth: 0.3, cellPadding: 1.6 },
      columnStyles: { 0: { cellWidth: 24 }, ...Object.fromEntries(names.map((_, i) => [i + 1, { cellWidth: cell }])) },
    });
  }

  space(mm: number): void {
    this.#y += mm;
  }

  /** The file, with `footer` and the number of the page under each. */
  finish(footer: string): Uint8Array<ArrayBuffer> {
    const doc = this.#doc;
    const pages = doc.getNumberOfPages();
    for (let page = 1; page <= pages; page++) {
      doc
        .setPage(page)
        .setFont("Geist", "normal")
        .setFontSize(8)
        .setTextColor(...INK_3);
      doc.text(this.#writable(footer), PAGE.margin, PAGE.height - 10);
      doc.text(`${page} of ${pages}`, PAGE.width - PAGE.margin, PAGE.height - 10, { align: "right" });
    }
    return new Uint8Array(doc.output("arraybuffer"));
  }

  #draw(options: UserOptions): void {
    autoTable(this.#doc, {
      theme: "plain",
      ...options,
      startY: this.#y,
      margin: { left: PAGE.margin, right: PAGE.margin, top: PAGE.margin, bottom: PAGE.bottom },
      rowPageBreak: "avoid",
      showFoot: "lastPage",
      styles: { font: "Geist", fontSize: 8.5, textColor: [...INK], ...options.styles },
      didParseCell: ({ cell }) => {
        cell.text = cell.text.map((line) => this.#writable(line));
      },
      didDrawPage: ({ cursor }) => {
        this.#y = cursor?.y ?? this.#y;
      },
    });
    this.space(2);
  }

  /** Lines of text from the left edge, each on the page that has room for it. */
  #text(
    text: string,
    { size = 9.5, strong = false, color = INK }: TextStyle,
    { inset = 0, behind }: { inset?: number; behind?: (height: number) => void } = {},
  ): void {
    const doc = this.#doc;
    const width = CONTENT_MM - 2 * inset;
    const line = size * MM_PER_POINT * LEADING;
    doc.setFont("Geist", strong ? "bold" : "normal").setFontSize(size);
    for (const paragraph of text.split("\n")) {
      if (this.#writable(paragraph) !== paragraph) {
        const { png, height } = this.#drawText(paragraph, width, size);
        this.#need(height);
        behind?.(height);
        this.#images += 1;
        doc.addImage(png, "PNG", PAGE.margin + inset, this.#y, width, height, `image-${this.#images}`, "FAST");
        this.space(height);
        continue;
      }
      for (const words of doc.splitTextToSize(paragraph, width) as string[]) {
        this.#need(line);
        behind?.(line);
        doc
          .setFont("Geist", strong ? "bold" : "normal")
          .setFontSize(size)
          .setTextColor(...color);
        doc.text(words, PAGE.margin + inset, this.#y + line * 0.72);
        this.space(line);
      }
    }
  }

  /** The text with a box in place of each letter that the font lacks. */
  #writable(text: string): string {
    const { metadata } = this.#doc.getFont();
    return Array.from(text, (letter) => {
      const code = letter.codePointAt(0) ?? 0;
      return code < 0x10000 && metadata.characterToGlyph(code) > 0 ? letter : "□";
    }).join("");
  }

  #need(mm: number): void {
    if (this.#y + mm <= PAGE.height - PAGE.bottom) return;
    this.#doc.addPage();
    this.#y = PAGE.margin;
  }
}

type Table = {
  head?: string[];
  body: readonly string[][];
  foot?: string[];
  numbers?: readonly number[];
  columnStyles?: Record<number, Partial<Styles>>;
};
