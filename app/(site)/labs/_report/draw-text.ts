import type { DrawText } from "./pdf-pages.ts";

const MM_PER_POINT = 25.4 / 72;
const PX_PER_MM = 300 / 25.4;

/** Text as the browser draws it, with all the scripts and signs that it knows, for where a PDF's font has none. */
export const drawText: DrawText = (text, width, size) => {
  const canvas = document.createElement("canvas");
  const context = canvas.getContext("2d");
  if (!context) throw new Error("This browser gave no memory for the pictures of the report.");
  const px = size * MM_PER_POINT * PX_PER_MM;
  const font = `${px}px ${getComputedStyle(document.body).fontFamily}`;
  context.font = font;
  const lines = wrapped(text, width * PX_PER_MM, (part) => context.measureText(part).width);
  const leading = px * 1.45;
  canvas.width = Math.round(width * PX_PER_MM);
  canvas.height = Math.max(1, Math.round(lines.length * leading));
  // A canvas forgets its state when it is resized.
  context.font = font;
  context.fillStyle = "#151a17";
  for (const [i, line] of lines.entries()) context.fillText(line, 0, (i + 0.72) * leading);
  return { png: canvas.toDataURL("image/png"), height: canvas.height / PX_PER_MM };
};

/** Breaks between words, and within words where scripts write none apart. */
function wrapped(text: string, room: number, measure: (part: string) => number): string[] {
  const lines: string[] = [];
  let line = "";
  for (const { segment } of new Intl.Segmenter(undefined, { granularity: "word" }).segment(text)) {
    if (line !== "" && measure(line + segment) > room) {
      lines.push(line);
      line = segment.trimStart();
    } else {
      line += segment;
    }
  }
  return [...lines, line];
}
