/**
 * Random changes to the pictures of a batch, drawn by counters: the same on every engine, and for a training that goes
 * on as for an undisturbed one. Whole pixels are moved and nothing is computed from their values, so all engines see the
 * same bits.
 *
 * The pixel at row y, column x of a changed picture of `height` × `width` is that of the given picture at row
 * `reflect(y + dy, height)`, column `reflect((flip ? width - 1 - x : x) + dx, width)`; then, once it is standardised,
 * the pixels with `top <= y < top + cutout` and `left <= x < left + cutout` are 0, which is the mean.
 */
import type { Augmentation } from "#domain/experiments/spec";
import { philoxInts } from "#domain/random/philox";
import { streamKey } from "./random.ts";

/** Numbers that describe the change of one picture: flip (0 or 1), dy, dx, top, left. */
export const AUGMENTATION_SIZE = 5;

/** Whether anything is changed at all. */
export const isAugmenting = ({ flip, shift, cutout }: Augmentation): boolean => flip || shift > 0 || cutout > 0;

/** `i`, when it lies outside 0 … size - 1, as seen in a mirror on the pixel at the edge, which is not repeated. */
export const reflect = (i: number, size: number): number => (i < 0 ? -i : i >= size ? 2 * (size - 1) - i : i);

/**
 * Draws the changes for an update's batch: int32 [count, 5], a row (flip, dy, dx, top, left) for each picture. dy and dx
 * are from -shift to shift. The square's middle, pixel `cutout >> 1` of its side, is anywhere in the picture, so `top`
 * and `left` may be negative and the square reach over an edge (DeVries and Taylor, 2017). What is off is 0.
 *
 * @param iteration number of the update, from 1 over the whole training
 * @param count pictures in the batch
 * @throws RangeError when a shift by the whole picture is asked for
 */
export function drawAugmentations(
  { flip, shift, cutout }: Augmentation,
  seed: number,
  iteration: number,
  count: number,
  [height, width]: readonly [height: number, width: number],
): Int32Array<ArrayBuffer> {
  if (shift >= Math.min(height, width)) {
    throw new RangeError(`A picture of ${height} × ${width} cannot be moved by ${shift} pixels.`);
  }
  const key = streamKey({ seed, purpose: "augmentation", step: iteration });
  const draws = philoxInts(key, AUGMENTATION_SIZE * count);
  for (let at = 0; at < draws.length; at += AUGMENTATION_SIZE) {
    const [mirrored = 0, dy = 0, dx = 0, top = 0, left = 0] = draws.subarray(at, at + AUGMENTATION_SIZE);
    draws[at] = flip ? below(2, mirrored) : 0;
    draws[at + 1] = below(2 * shift + 1, dy) - shift;
    draws[at + 2] = below(2 * shift + 1, dx) - shift;
    draws[at + 3] = cutout > 0 ? below(height, top) - (cutout >> 1) : 0;
    draws[at + 4] = cutout > 0 ? below(width, left) - (cutout >> 1) : 0;
  }
  return draws;
}

/** The 32 random bits as one of 0 … count - 1, all equally likely but for a part in 2^32 / count. */
const below = (count: number, bits: number): number => Math.floor(((bits >>> 0) * count) / 2 ** 32);
