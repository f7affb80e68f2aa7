/** What drawings share that stand on their own, for papers and slides: light, with fonts and colours written out. */
import { tenth } from "./tenth.ts";

export type Drawing = {
  svg: string;
  /** In CSS pixels, 96 to the inch. */
  width: number;
  height: number;
};

/** For whoever has not the font of the pages. Without quotation marks, which would end the attribute they stand in. */
export const PRINT_FONTS = "Geist, Helvetica, Arial, sans-serif";

/** Those of the light theme, on white. */
export const PRINT_COLOURS = {
  paper: "#ffffff",
  ink: "#151a17",
  dim: "#464f4a",
  cell: "#f2f4f2",
  green: "#0b7548",
  vermillion: "#d55e00",
} as const;

/** Space between what stands side by side, and around all of it, px. */
export const PRINT_GAP = 12;

const MM_PER_PX = 25.4 / 96;
/** Below this a title would be broken after every word. */
const LEAST_WIDTH = 300;
const TITLE = { size: 14, line: 18 } as const;
const NOTE = { size: 11, line: 15 } as const;

export const escapeXml = (text: string) =>
  text.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll('"', "&quot;");

/** @param more attributes, as they stand in the element */
export const svgText = (x: number, y: number, words: string, more: string): string =>
  `<text x="${tenth(x)}" y="${tenth(y)}" ${more}>${escapeXml(words)}</text>`;

/** Roughly, in px, and rather too wide: who opens a drawing may have another font. */
export const widthOf = (words: string, fontSize: number): number => words.length * fontSize * 0.58;

/** The lines that words take in a width, px; what is longer than a line is broken. */
export function wrapWords(words: string, width: number, fontSize: number): string[] {
  const most = Math.max(1, Math.floor(width / widthOf("x", fontSize)));
  const lines = words.match(new RegExp(`.{1,${most}}(?=\\s|$)|\\S{1,${most}}`, "gu")) ?? [];
  return lines.map((line) => line.trim());
}

type Sheet = {
  title: string;
  /** Below the title: what the marks mean. */
  note?: string | undefined;
  /** Of the content, px. */
  width: number;
  height: number;
  /** Elements of an SVG, drawn from 0, 0. */
  content: string;
};

/** A drawing on white paper, with its size in millimetres, under a title and a note. */
export function drawSheet({ title, note = "", width: inner, height: tall, content }: Sheet): Drawing {
  const width = Math.max(inner, LEAST_WIDTH) + 2 * PRINT_GAP;
  const titles = wrapWords(title, width - 2 * PRINT_GAP, TITLE.size);
  const notes = wrapWords(note, width - 2 * PRINT_GAP, NOTE.size);
  const below = PRINT_GAP + titles.length * TITLE.line;
  const top = below + notes.length * NOTE.line + PRINT_GAP;
  const height = top + tall + PRINT_GAP;
  const mm = (px: number) => `${(px * MM_PER_PX).toFixed(2)}mm`;
  const svg =
    `<svg xmlns="http://www.w3.org/2000/svg" width="${mm(width)}" height="${mm(height)}" viewBox="0 0 ${width} ${height}" ` +
    `font-family="${PRINT_FONTS}" font-size="11" fill="${PRINT_COLOURS.ink}">` +
    `<title>${escapeXml(title)}</title><rect width="${width}" height="${height}" fill="${PRINT_COLOURS.paper}"/>` +
    titles
      .map((line, i) =>
        svgText(PRINT_GAP, PRINT_GAP + i * TITLE.line + 13, line, `font-size="${TITLE.size}" font-weight="600"`),
      )
      .join("") +
    notes
      .map((line, i) => svgText(PRINT_GAP, below + i * NOTE.line + 11, line, `fill="${PRINT_COLOURS.dim}"`))
      .join("") +
    `<g transform="translate(${PRINT_GAP} ${top})">${content}</g></svg>`;
  return { svg, width, height };
}
