import type { Pixels } from "../../../_inference/area-average.ts";
import type { CropFrame } from "../../../_inference/crop-frame.ts";
import { cropPixels } from "../../../_inference/crop-pixels.ts";

/** The framed square of a picture, at the picture's own size. */
export const framedPixels = (pixels: Pixels, { x, y, size }: CropFrame): Pixels => cropPixels(pixels, x, y, size, size);

/** What a network sees, uint8 [height, width, 3], as pixels of a canvas. */
export function seenPixels(input: Uint8Array, height: number, width: number): Pixels {
  const data = new Uint8ClampedArray(4 * height * width);
  for (let i = 0; i < height * width; i++) data.set([...input.subarray(3 * i, 3 * i + 3), 255], 4 * i);
  return { data, width, height };
}
