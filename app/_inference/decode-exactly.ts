import type { Pixels } from "./area-average.ts";

/** Reads the pixels of a part of a picture. */
export type ReadPart = (left: number, top: number, width: number, height: number) => Pixels;

/** Browsers decode beside the script, without touching a value: no colour management, no alpha. */
const decode = (file: Blob): Promise<ImageBitmap> =>
  createImageBitmap(file, { colorSpaceConversion: "none", premultiplyAlpha: "none" });

/** Decodes a picture exactly. In a page and in a worker. */
export async function decodeExactly(file: Blob): Promise<Pixels> {
  const bitmap = await decode(file);
  const pixels = read(bitmap, 0, 0, bitmap.width, bitmap.height);
  bitmap.close();
  return pixels;
}

/** The same for a large picture of which small parts are wanted: reading all of it back would hold a page up. */
export async function decodeInParts(file: Blob): Promise<ReadPart> {
  const bitmap = await decode(file);
  return (...part) => read(bitmap, ...part);
}

function read(bitmap: ImageBitmap, left: number, top: number, width: number, height: number): Pixels {
  const context = canvasOf(width, height)?.getContext("2d", { willReadFrequently: true }) as
    | CanvasRenderingContext2D
    | OffscreenCanvasRenderingContext2D
    | null
    | undefined;
  if (!context) throw new Error("This browser gave no memory for the pictures.");
  context.drawImage(bitmap, -left, -top);
  return context.getImageData(0, 0, width, height);
}

function canvasOf(width: number, height: number): HTMLCanvasElement | OffscreenCanvas | null {
  if (typeof OffscreenCanvas !== "undefined") return new OffscreenCanvas(width, height);
  return typeof document === "undefined" ? null : Object.assign(document.createElement("canvas"), { width, height });
}
