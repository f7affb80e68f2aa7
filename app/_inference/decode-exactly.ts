import type { Pixels } from "./area-average.ts";

/** Decodes a picture without touching a value: no colour management, no alpha. In a page and in a worker. */
export async function decodeExactly(file: Blob): Promise<Pixels> {
  const bitmap = await createImageBitmap(file, { colorSpaceConversion: "none", premultiplyAlpha: "none" });
  const { width, height } = bitmap;
  const context = canvasOf(width, height)?.getContext("2d", { willReadFrequently: true }) as
    | CanvasRenderingContext2D
    | OffscreenCanvasRenderingContext2D
    | null
    | undefined;
  if (!context) throw new Error("This browser gave no memory for the pictures.");
  context.drawImage(bitmap, 0, 0);
  bitmap.close();
  return context.getImageData(0, 0, width, height);
}

function canvasOf(width: number, height: number): HTMLCanvasElement | OffscreenCanvas | null {
  if (typeof OffscreenCanvas !== "undefined") return new OffscreenCanvas(width, height);
  return typeof document === "undefined" ? null : Object.assign(document.createElement("canvas"), { width, height });
}
