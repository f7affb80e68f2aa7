/** What drawings share that stand on their own, for papers and slides: light, with fonts and colours written out. */

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
  line: "#e3e6e3",
  axis: "#7a847e",
  cell: "#f2f4f2",
  green: "#0b7548",
  vermillion: "#d55e00",
} as const;

const escapeXml = (text: string) => text.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll('"', "&quot;");
/** A tenth of a pixel is finer than any printer. */
const tenths = (px: number) => Number(px.toFixed(1));

/** @param more attributes, as they stand in the element */
export const svgText = (x: number, y: number, words: string, more: string): string =>
  `<text x="${tenths(x)}" y="${tenths(y)}" ${more}>${escapeXml(words)}</text>`;
