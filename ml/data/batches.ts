/** Batches of labelled uint8 images as the tensors that a network takes. */
import * as tf from "@tensorflow/tfjs-core";
import type { ImageShape } from "#domain/architectures/layers";
import { type Standardisation, standardisedBytes } from "./standardise.ts";

/** Labelled images: `images` is uint8 [labels.length, height, width, channels], `labels` holds class indices. */
export type LabelledImages = { images: Uint8Array; labels: Uint8Array };

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

  /** Images at `indices` of `images` as float32 [indices.length, height, width, channels]. The caller disposes it. */
  gather(images: Uint8Array, indices: Int32Array): tf.Tensor4D {
    const size = this.#imageSize;
    const table = this.#table;
    const values = new Float32Array(indices.length * size);
    let out = 0;
    for (const index of indices) {
      const start = index * size;
      for (let i = start; i < start + size; i++) values[out++] = table[images[i] as number] as number;
    }
    return tf.tensor4d(values, [indices.length, ...this.#shape]);
  }
}

/** Labels at `indices` as float32 [indices.length, classes]. The caller disposes it. */
export function oneHot(labels: Uint8Array, indices: Int32Array, classes: number): tf.Tensor2D {
  const values = new Float32Array(indices.length * classes);
  indices.forEach((index, row) => {
    values[row * classes + (labels[index] ?? 0)] = 1;
  });
  return tf.tensor2d(values, [indices.length, classes]);
}

/** Cuts `indices` into runs of `size`; the last may be shorter. Views, not copies. */
export function* batchesOf(indices: Int32Array, size: number): Generator<Int32Array> {
  for (let start = 0; start < indices.length; start += size) yield indices.subarray(start, start + size);
}
