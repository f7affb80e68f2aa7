import { withResolution } from "./chart/png-resolution.ts";

/** What is drawn on a canvas as a PNG whose physical size is written in. */
export async function canvasPng(canvas: HTMLCanvasElement, dpi: number): Promise<Blob> {
  const blob = await new Promise<Blob | null>((resolve) => canvas.toBlob(resolve, "image/png"));
  if (!blob) throw new Error("The browser could not make a picture of this size.");
  return new Blob([withResolution(new Uint8Array(await blob.arrayBuffer()), dpi)], { type: "image/png" });
}
