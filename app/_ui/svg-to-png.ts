import { canvasPng } from "./canvas-png.ts";

/** CSS pixels in an inch. */
const PX_PER_INCH = 96;

/**
 * A drawing as a PNG whose physical size is written in. Only in a browser. Fonts that a page loads do not reach into a
 * picture: its words are in what the machine has.
 *
 * @param width of the drawing, and `height`, in CSS pixels
 */
export async function svgToPng(svg: string, width: number, height: number, dpi = 300): Promise<Blob> {
  const picture = new Image(width, height);
  picture.src = `data:image/svg+xml;charset=utf-8,${encodeURIComponent(svg)}`;
  await picture.decode();
  const scale = dpi / PX_PER_INCH;
  const canvas = document.createElement("canvas");
  canvas.width = Math.round(width * scale);
  canvas.height = Math.round(height * scale);
  canvas.getContext("2d")?.drawImage(picture, 0, 0, canvas.width, canvas.height);
  return canvasPng(canvas, dpi);
}
