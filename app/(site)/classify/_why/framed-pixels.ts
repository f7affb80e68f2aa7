import type { Pixels } from "../../../_inference/area-average.ts";
import type { CropFrame } from "../../../_inference/crop-frame.ts";

/** The framed square of a picture, at the picture's own size. */
export function framedPixels(pixels: Pixels, { x, y, size }: CropFrame): Pixels {
  const data = new Uint8ClampedArray(4 * size * size);
  for (let row = 0; row < size; row++) {
    const from = 4 * ((y + row) * pixels.width + x);
    data.set(pixels.data.subarray(from, from + 4 * size), 4 * row * size);
  }
  return { data, width: size, height: size };
}

/** What a network sees, uint8 [height, width, 3], as pixels of a canvas. */
export function seenPixels(input: Uint8Array, height: number, width: number): Pixels {
  const data = new Uint8ClampedArray(4 * height * width);
  for (let i = 0; i < height * width; i++) data.set([...input.subarray(3 * i, 3 * i + 3), 255], 4 * i);
  return { data, width, height };
}
