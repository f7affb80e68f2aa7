/** How bytes become what a network sees: `(byte / 255 - mean) / std`. */
import type { ExperimentSpec } from "#domain/experiments/spec";

export type Standardisation = { mean: number; std: number };

const BYTE_MAX = 255;

/**
 * The lab notebook's two scalars over uint8 images: the mean of the images' means, and the mean of the images' standard
 * deviations (population, all channels together), both of values divided by 255.
 *
 * @param images whole images one after the other
 * @param imageSize values per image: height × width × channels
 */
export function notebookStandardisation(images: Uint8Array, imageSize: number): Standardisation {
  const count = images.length / imageSize;
  if (!Number.isInteger(count) || count < 1) {
    throw new RangeError(`${images.length} bytes are not a whole number of images of ${imageSize} values.`);
  }
  let means = 0;
  let deviations = 0;
  for (let start = 0; start < images.length; start += imageSize) {
    // Sums of bytes and of their squares are exact in a double.
    let sum = 0;
    let squares = 0;
    for (let i = start; i < start + imageSize; i++) {
      const value = images[i] ?? 0;
      sum += value;
      squares += value * value;
    }
    const mean = sum / imageSize;
    means += mean;
    deviations += Math.sqrt(Math.max(0, squares / imageSize - mean * mean));
  }
  return { mean: means / count / BYTE_MAX, std: deviations / count / BYTE_MAX };
}

/** The scalars that a spec asks for, taken from all training images before the split, as the notebook does. */
export function standardisationFor(
  preprocessing: ExperimentSpec["preprocessing"],
  trainingImages: Uint8Array,
  imageSize: number,
): Standardisation {
  switch (preprocessing) {
    case "standardise":
      return notebookStandardisation(trainingImages, imageSize);
    case "scale":
      return { mean: 0, std: 1 };
  }
}

/** The same as one product and one sum in float32, which any engine does alike: `byte * scale + offset`. */
export function scaleAndOffset({ mean, std }: Standardisation): { scale: number; offset: number } {
  return { scale: Math.fround(1 / (BYTE_MAX * std)), offset: Math.fround(-mean / std) };
}

/** What each of the 256 byte values becomes, rounded after the product and after the sum. */
export function standardisedBytes(standardisation: Standardisation): Float32Array {
  const { scale, offset } = scaleAndOffset(standardisation);
  return Float32Array.from({ length: BYTE_MAX + 1 }, (_, byte) => Math.fround(byte * scale) + offset);
}
