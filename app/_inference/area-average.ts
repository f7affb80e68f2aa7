/**
 * Brings a square of a picture to the size that a network takes: each target pixel is the mean of the source area under
 * it. Plain arithmetic instead of a canvas, because browsers scale differently and the same picture has to give the
 * same answer everywhere. Means are taken of the stored sRGB values, as PIL and the makers of CIFAR do.
 */
import type { CropFrame } from "./crop-frame.ts";

/** RGBA of a canvas, row-major, [height, width, 4]; opaque. */
export type Pixels = { readonly data: Uint8ClampedArray; readonly width: number; readonly height: number };

type Span = { start: number; weights: Float64Array };

/** Which source pixels lie under each of `count` target pixels along one axis, and how much of each. */
function spans(offset: number, length: number, count: number): Span[] {
  return Array.from({ length: count }, (_, i) => {
    const from = offset + (i * length) / count;
    const to = offset + ((i + 1) * length) / count;
    const start = Math.floor(from);
    const weights = new Float64Array(Math.ceil(to) - start);
    for (let k = 0; k < weights.length; k += 1) {
      weights[k] = (Math.min(to, start + k + 1) - Math.max(from, start + k)) / (to - from);
    }
    return { start, weights };
  });
}

/**
 * Averages `frame` of `source` down (or, for a frame smaller than the target, up) to [height, width, 3], uint8.
 * Throws when the frame does not lie within the picture.
 */
export function areaAverage(source: Pixels, frame: CropFrame, height: number, width: number): Uint8Array<ArrayBuffer> {
  if (frame.x < 0 || frame.y < 0 || frame.x + frame.size > source.width || frame.y + frame.size > source.height) {
    throw new RangeError("The frame reaches past the picture.");
  }
  return average(source, spans(frame.y, frame.size, height), spans(frame.x, frame.size, width));
}

/** The same of the whole picture, whatever its shape. */
export const averageWhole = (source: Pixels, height: number, width: number): Uint8Array<ArrayBuffer> =>
  average(source, spans(0, source.height, height), spans(0, source.width, width));

function average(source: Pixels, rows: readonly Span[], columns: readonly Span[]): Uint8Array<ArrayBuffer> {
  const width = columns.length;
  const target = new Uint8Array(rows.length * width * 3);
  rows.forEach((row, i) => {
    columns.forEach((column, j) => {
      let red = 0;
      let green = 0;
      let blue = 0;
      row.weights.forEach((rowWeight, k) => {
        let at = ((row.start + k) * source.width + column.start) * 4;
        for (const columnWeight of column.weights) {
          const weight = rowWeight * columnWeight;
          red += weight * (source.data[at] ?? 0);
          green += weight * (source.data[at + 1] ?? 0);
          blue += weight * (source.data[at + 2] ?? 0);
          at += 4;
        }
      });
      target.set([Math.round(red), Math.round(green), Math.round(blue)], (i * width + j) * 3);
    });
  });
  return target;
}
