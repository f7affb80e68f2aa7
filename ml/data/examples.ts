/** What a network reads of a data set: its pictures, or what frozen layers before it answered to them. */
import * as tf from "@tensorflow/tfjs-core";
import type { ImageShape } from "#domain/architectures/layers";
import { type BatchAugmentation, Batcher } from "./batches.ts";
import type { Standardisation } from "./standardise.ts";

/**
 * What frozen layers answered to each image of a data set, computed once: rows of the images to learn from, in their order,
 * then of those to test on, then, where there are any, of the former mirrored left to right.
 */
export type FeatureRows = {
  /** float32 [rows.length, ...shape], in an array of its own. */
  read(rows: Int32Array): Promise<Float32Array>;
  /** Where they lie one after the other as little-endian float16, for engines that can map a file. */
  file: string;
  rows: number;
  /** Row of the first image to test on. */
  test: number;
  /** Row of the first mirrored image; null where there is none. */
  mirrored: number | null;
};

/** uint8 pictures, one after the other, or features. */
export type Examples = Uint8Array | FeatureRows;

/**
 * Whether these are pictures, of which a reader wants them if it has a standardisation.
 *
 * @throws TypeError when pictures are given to one that reads features, or features to one that reads pictures
 */
export function arePictures(examples: Examples, standardisation: object | null): examples is Uint8Array {
  const are = examples instanceof Uint8Array;
  if (are === (standardisation !== null)) return are;
  throw new TypeError(are ? "Pictures were given for features." : "Features were given for pictures.");
}

/** Makes tensors of examples. */
export class ExampleReader {
  readonly #shape: ImageShape;
  readonly #batcher: Batcher | null;

  /** @param standardisation of pictures; null for features, which are taken as they are */
  constructor(shape: ImageShape, standardisation: Standardisation | null) {
    this.#shape = shape;
    this.#batcher = standardisation && new Batcher(shape, standardisation);
  }

  /**
   * What the network sees at `indices`, float32 [indices.length, ...shape]. The caller disposes it.
   *
   * @param room for the values of pictures, where the tensor is disposed before it is used again
   * @throws TypeError when these are no examples of the kind that it was made for
   */
  async gather(
    examples: Examples,
    indices: Int32Array,
    augmentation?: BatchAugmentation,
    room?: Float32Array<ArrayBuffer>,
  ): Promise<tf.Tensor4D> {
    if (arePictures(examples, this.#batcher)) {
      return (this.#batcher as Batcher).gather(examples, indices, augmentation, room);
    }
    return tf.tensor4d(await examples.read(indices), [indices.length, ...this.#shape]);
  }
}
