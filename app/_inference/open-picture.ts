/**
 * From a file to pixels, all of it in this browser: the picture is checked, decoded and kept here, and only the small
 * square that a network sees goes on to the worker.
 */
import type { Pixels } from "./area-average.ts";
import { type ImageHeader, readImageHeader } from "./image-header.ts";

/** A larger file is not read: decoders need many times its size. */
const MAX_FILE_BYTES = 64 * 2 ** 20;
/** Decoding takes four bytes a pixel: 256 MB, which phones whose cameras make such pictures have. */
const MAX_MEGAPIXELS = 64;
/** The longer side of what is kept; a network sees 32 pixels of it. */
const WORKING_SIDE = 1024;

/** A picture that cannot be used. The message is shown as it is: what is wrong, and what to do. */
export class PictureError extends Error {
  override readonly name = "PictureError";
}

const OTHER_FORMATS = {
  heic: "This is a HEIC picture, which browsers cannot read. Save it as JPEG or PNG and choose that.",
  avif: "This is an AVIF picture. Save it as JPEG, PNG or WebP and choose that.",
  svg: "This is an SVG drawing, not a picture of pixels. Export it as PNG and choose that.",
  bmp: "This is a BMP picture. Save it as PNG or JPEG and choose that.",
  tiff: "This is a TIFF picture, which browsers cannot read. Save it as PNG or JPEG and choose that.",
  pdf: "This is a PDF document. Save the page as PNG or JPEG and choose that.",
  unknown: "This is not a picture that can be read here. Choose a PNG, JPEG, WebP or GIF.",
} as const;

/** Why a picture with this header is refused, or null. */
export function refusal(header: ImageHeader): string | null {
  if ("damaged" in header) {
    return `This ${header.format.toUpperCase()} file is damaged at its beginning. Save it again, or choose another.`;
  }
  if (!("width" in header)) return OTHER_FORMATS[header.format];
  if (header.animated) return "This picture moves. Save one frame of it as PNG or JPEG and choose that.";
  const megapixels = (header.width * header.height) / 1e6;
  if (megapixels > MAX_MEGAPIXELS) {
    return (
      `This picture has ${header.width.toLocaleString("en-US")} × ${header.height.toLocaleString("en-US")} pixels, ` +
      `${Math.round(megapixels)} megapixels; at most ${MAX_MEGAPIXELS} are read. Make it smaller and choose that.`
    );
  }
  return null;
}

/** Width and height that fit `WORKING_SIDE`, never enlarged. */
export function workingSize(width: number, height: number): { width: number; height: number } {
  const scale = Math.min(1, WORKING_SIDE / Math.max(width, height));
  return { width: Math.max(1, Math.round(width * scale)), height: Math.max(1, Math.round(height * scale)) };
}

/** Decodes upright (EXIF), in sRGB, on white where the picture is transparent. */
async function decode(file: Blob): Promise<Pixels> {
  let bitmap: ImageBitmap;
  try {
    bitmap = await createImageBitmap(file, { imageOrientation: "from-image" });
  } catch {
    throw new PictureError(
      "This picture could not be decoded; the file seems damaged. Save it again, or choose another.",
    );
  }
  try {
    const { width, height } = workingSize(bitmap.width, bitmap.height);
    const canvas = document.createElement("canvas");
    canvas.width = width;
    canvas.height = height;
    const context = canvas.getContext("2d", { willReadFrequently: true, colorSpace: "srgb" });
    if (!context)
      throw new PictureError("This browser gave no memory for the picture. Close other tabs and try again.");
    context.fillStyle = "#fff";
    context.fillRect(0, 0, width, height);
    context.imageSmoothingQuality = "high";
    context.drawImage(bitmap, 0, 0, width, height);
    return context.getImageData(0, 0, width, height);
  } finally {
    bitmap.close();
  }
}

/** Checks and decodes `file`. Throws {@link PictureError} with what to do when it cannot be used. */
export async function openPicture(file: Blob): Promise<Pixels> {
  if (file.size > MAX_FILE_BYTES) {
    const mebibytes = MAX_FILE_BYTES / 2 ** 20;
    throw new PictureError(
      `This file has ${Math.round(file.size / 2 ** 20)} MB; at most ${mebibytes} MB are read. Make it smaller.`,
    );
  }
  const problem = refusal(readImageHeader(new Uint8Array(await file.arrayBuffer())));
  if (problem) throw new PictureError(problem);
  return decode(file);
}
