/** Plain figures of labelled uint8 images, exact where they are counts. */
import type { LabelledImages } from "./batches.ts";

const BYTES = 256;
const BYTE_MAX = 255;

/** Number of images of each class. */
export function classCounts(labels: Uint8Array, classes: number): number[] {
  const counts = new Array<number>(classes).fill(0);
  for (const label of labels) counts[label] = (counts[label] ?? 0) + 1;
  return counts;
}

/**
 * How often each byte value occurs in each channel: [channels][256].
 *
 * @param images uint8, channels last
 */
export function channelHistograms(images: Uint8Array, channels: number): number[][] {
  const counts = Array.from({ length: channels }, () => new Float64Array(BYTES));
  for (const [channel, histogram] of counts.entries()) {
    for (let i = channel; i < images.length; i += channels) {
      const byte = images[i] as number;
      histogram[byte] = (histogram[byte] as number) + 1;
    }
  }
  return counts.map((histogram) => Array.from(histogram));
}

/** Mean and population standard deviation, bytes divided by 255, of values with this histogram. */
export function momentsOf(histogram: readonly number[]): { mean: number; std: number } {
  let total = 0;
  let sum = 0;
  for (const [byte, count] of histogram.entries()) {
    total += count;
    sum += count * byte;
  }
  const mean = sum / total;
  let squares = 0;
  for (const [byte, count] of histogram.entries()) squares += count * (byte - mean) ** 2;
  return { mean: mean / BYTE_MAX, std: Math.sqrt(squares / total) / BYTE_MAX };
}

/**
 * The mean image of each class, rounded: uint8 images one after the other, as `images` has them. That of a class without
 * images is black.
 *
 * @param imageSize values per image: height × width × channels
 */
export function meanImages({ images, labels }: LabelledImages, classes: number, imageSize: number): Uint8Array {
  const sums = new Float64Array(classes * imageSize);
  for (const [image, label] of labels.entries()) {
    const from = image * imageSize;
    const to = label * imageSize;
    for (let i = 0; i < imageSize; i++) sums[to + i] = (sums[to + i] as number) + (images[from + i] as number);
  }
  const counts = classCounts(labels, classes);
  return Uint8Array.from(sums, (sum, i) => Math.round(sum / Math.max(counts[Math.floor(i / imageSize)] ?? 0, 1)));
}
