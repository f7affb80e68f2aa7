import type { Pixels } from "./area-average.ts";

/** A part of a picture, which lies within it. */
export function cropPixels(pixels: Pixels, left: number, top: number, width: number, height: number): Pixels {
  const data = new Uint8ClampedArray(4 * width * height);
  for (let row = 0; row < height; row++) {
    const from = 4 * ((top + row) * pixels.width + left);
    data.set(pixels.data.subarray(from, from + 4 * width), 4 * width * row);
  }
  return { data, width, height };
}
