/** Batches of labelled uint8 images as the tensors that a network takes. */
import * as tf from "@tensorflow/tfjs-core";
import type { ImageShape } from "#domain/architectures/layers";
import { AUGMENTATION_SIZE, reflect } from "./augmentation.ts";
import { type Standardisation, standardisedBytes } from "./standardise.ts";

/** Labelled images: `images` is uint8 [labels.length, height, width, channels], `labels` holds class indices. */
export type LabelledImages = { images: Uint8Array; labels: Uint8Array };

/** How the images of a batch are changed; `augmentation.ts` says what it means. */
export type BatchAugmentation = {
  /** int32 [batch, 5]. */
  draws: Int32Array;
  /** Side of the blanked square, in pixels. */
  cutout: number;
};

/** Gathers and standardises images. One table look-up per value: no arithmetic on the pictures at all. */
export class Batcher {
  readonly #table: Float32Array;
  readonly #shape: ImageShape;
  readonly #imageSize: number;

  constructor(shape: ImageShape, standardisation: Standardisation) {
    this.#shape = shape;
    this.#imageSize = shape[0] * shape[1] * shape[2];
    this.#table = standardisedBytes(standardisation);
  }

  /**
   * Images at `indices` of `images` as float32 [indices.length, height, width, channels]. The caller disposes it.
   *
   * @param room for the values, where the tensor is disposed before it is used again; large arrays are dear to make
   */
  gather(
    images: Uint8Array,
    indices: Int32Array,
    augmentation?: BatchAugmentation,
    room = new Float32Array(indices.length * this.#imageSize),
  ): tf.Tensor4D {
    const size = this.#imageSize;
    const values = room.subarray(0, indices.length * size);
    for (const [i, index] of indices.entries()) {
      const image = images.subarray(index * size, (index + 1) * size);
      const out = values.subarray(i * size, (i + 1) * size);
      if (augmentation) this.#copyChanged(image, out, augmentation, i);
      else this.#copy(image, out);
    }
    return tf.tensor4d(values, [indices.length, ...this.#shape]);
  }

  #copy(image: Uint8Array, out: Float32Array): void {
    const table = this.#table;
    for (let i = 0; i < out.length; i++) out[i] = table[image[i] as number] as number;
  }

  #copyChanged(image: Uint8Array, out: Float32Array, { draws, cutout }: BatchAugmentation, row: number): void {
    const [height, width, channels] = this.#shape;
    const table = this.#table;
    const start = row * AUGMENTATION_SIZE;
    const [flip = 0, dy = 0, dx = 0, top = 0, left = 0] = draws.subarray(start, start + AUGMENTATION_SIZE);
    for (let y = 0; y < height; y++) {
      const isCutRow = top <= y && y < top + cutout;
      const from = reflect(y + dy, height) * width;
      for (let x = 0; x < width; x++) {
        if (isCutRow && left <= x && x < left + cutout) continue;
        const pixel = (from + reflect((flip ? width - 1 - x : x) + dx, width)) * channels;
        const target = (y * width + x) * channels;
        for (let channel = 0; channel < channels; channel++) {
          out[target + channel] = table[image[pixel + channel] as number] as number;
        }
      }
    }
  }
}

/** Class indices at `indices` of `labels` as int32 [indices.length]. The caller disposes it. */
export const labelsAt = (labels: Uint8Array, indices: Int32Array): tf.Tensor1D =>
  tf.tensor1d(
    indices.map((index) => labels[index] ?? 0),
    "int32",
  );

/** Cuts `indices` into runs of `size`; the last may be shorter. Views, not copies. */
export function* batchesOf(indices: Int32Array, size: number): Generator<Int32Array> {
  for (let start = 0; start < indices.length; start += size) yield indices.subarray(start, start + size);
}
