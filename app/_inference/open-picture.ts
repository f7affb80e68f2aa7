/**
 * From a file to pixels, all of it in this browser: checked by its header, decoded and made smaller. Runs in the picture
 * worker, so that no page waits for a large picture.
 */
import type { Pixels } from "./area-average.ts";
import { type ImageHeader, readImageHeader } from "./image-header.ts";

/** A larger file is not read: decoders need many times its size. */
const MAX_FILE_BYTES = 64 * 2 ** 20;
/** Decoding takes four bytes a pixel: 256 MB, which phones whose cameras make such pictures have. */
const MAX_MEGAPIXELS = 64;
/** Of a JPEG that the browser makes smaller while it reads; it takes seconds. */
const MAX_REDUCED_MEGAPIXELS = 256;
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

/** Whether this browser can decode a JPEG at a fraction of its size, without ever holding all its pixels. */
const reducesWhileDecoding = (): boolean => typeof ImageDecoder !== "undefined";

const megapixelsOf = ({ width, height }: { width: number; height: number }) => (width * height) / 1e6;

/**
 * Why a picture with this header is refused, or null.
 *
 * @param reduces whether the browser decodes large JPEGs at a fraction of their size
 */
export function refusal(header: ImageHeader, reduces: boolean): string | null {
  if ("damaged" in header) {
    return `This ${header.format.toUpperCase()} file is damaged at its beginning. Save it again, or choose another.`;
  }
  if (!("width" in header)) return OTHER_FORMATS[header.format];
  if (header.animated) return "This picture moves. Save one frame of it as PNG or JPEG and choose that.";
  const most = reduces && header.format === "jpeg" ? MAX_REDUCED_MEGAPIXELS : MAX_MEGAPIXELS;
  if (megapixelsOf(header) > most) {
    return (
      `This picture has ${header.width.toLocaleString("en-US")} × ${header.height.toLocaleString("en-US")} pixels, ` +
      `${Math.round(megapixelsOf(header))} megapixels; at most ${most} are read of a ${header.format.toUpperCase()}` +
      `${most < MAX_REDUCED_MEGAPIXELS && reduces ? `, ${MAX_REDUCED_MEGAPIXELS} of a JPEG` : ""}. ` +
      "Make it smaller and choose that."
    );
  }
  return null;
}

/** Width and height that fit a square of `side`, never enlarged. */
export function workingSize(width: number, height: number, side = WORKING_SIDE): { width: number; height: number } {
  const scale = Math.min(1, side / Math.max(width, height));
  return { width: Math.max(1, Math.round(width * scale)), height: Math.max(1, Math.round(height * scale)) };
}

const DAMAGED = "This picture could not be decoded; the file seems damaged. Save it again, or choose another.";

/** Draws on a white canvas of the given size, in sRGB, and returns its pixels. */
function drawn(image: CanvasImageSource, width: number, height: number): Pixels {
  const context = new OffscreenCanvas(width, height).getContext("2d", { willReadFrequently: true, colorSpace: "srgb" });
  if (!context) throw new PictureError("This browser gave no memory for the picture. Close other tabs and try again.");
  context.fillStyle = "#fff";
  context.fillRect(0, 0, width, height);
  context.imageSmoothingQuality = "high";
  context.drawImage(image, 0, 0, width, height);
  return context.getImageData(0, 0, width, height);
}

/** A smaller copy, for looking at: its longer side has at most `side` pixels. */
export function reduced(pixels: Pixels, side: number): Pixels {
  const canvas = new OffscreenCanvas(pixels.width, pixels.height);
  const image = new ImageData(new Uint8ClampedArray(pixels.data), pixels.width, pixels.height);
  canvas.getContext("2d")?.putImageData(image, 0, 0);
  const { width, height } = workingSize(pixels.width, pixels.height, side);
  const { data } = drawn(canvas, width, height);
  return { data, width, height };
}

/** Decodes upright (EXIF), in sRGB, on white where the picture is transparent. */
async function decode(file: Blob): Promise<Pixels> {
  const bitmap = await createImageBitmap(file, { imageOrientation: "from-image" }).catch(() => {
    throw new PictureError(DAMAGED);
  });
  try {
    const { width, height } = workingSize(bitmap.width, bitmap.height);
    return drawn(bitmap, width, height);
  } finally {
    bitmap.close();
  }
}

/** The same for a JPEG whose pixels would not fit into memory: they are averaged while the file is read. */
async function decodeReduced(data: ArrayBuffer, size: { width: number; height: number }): Promise<Pixels> {
  const desired = workingSize(size.width, size.height);
  const decoder = new ImageDecoder({
    data,
    type: "image/jpeg",
    desiredWidth: desired.width,
    desiredHeight: desired.height,
  });
  try {
    const { image } = await decoder.decode({ completeFramesOnly: true });
    const { width, height } = workingSize(image.displayWidth, image.displayHeight);
    const pixels = drawn(image, width, height);
    image.close();
    return pixels;
  } catch (error) {
    throw error instanceof PictureError ? error : new PictureError(DAMAGED);
  } finally {
    decoder.close();
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
  const bytes = await file.arrayBuffer();
  const header = readImageHeader(new Uint8Array(bytes));
  const problem = refusal(header, reducesWhileDecoding());
  if (problem) throw new PictureError(problem);
  const large = "width" in header && megapixelsOf(header) > MAX_MEGAPIXELS ? header : null;
  return large ? decodeReduced(bytes, large) : decode(file);
}
