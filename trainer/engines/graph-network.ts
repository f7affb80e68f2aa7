/** A network of `ml/` in the terms of `trainer/graph/`: its weights, and how bytes become what it sees. */
import * as tf from "@tensorflow/tfjs-core";
import type { ImageShape } from "#domain/architectures/layers";
import type { Network } from "#ml/architectures/network";
import { type Standardisation, scaleAndOffset } from "#ml/data/standardise";
import { FLOAT32, INT32, UINT8 } from "../graph/attributes.ts";
import { cast, gatherRows, run } from "../graph/operations.ts";
import type { GraphWeight } from "../graph/stand-ins.ts";
import type { TensorflowBackend } from "../graph/tensorflow-backend.ts";

export const graphWeights = ({ weights }: Network): GraphWeight[] =>
  weights.map(({ name, shape, trainable }) => ({ name, shape, trainable }));

/** uint8 pictures as float32, by the arithmetic of `ml/data/standardise.ts`: the same bits. */
export function standardised(
  backend: TensorflowBackend,
  bytes: tf.Tensor,
  standardisation: Standardisation,
): tf.Tensor4D {
  const { scale, offset } = scaleAndOffset(standardisation);
  return tf.add(tf.mul(cast(backend, bytes, UINT8, FLOAT32), scale), offset);
}

/**
 * Pictures changed as `ml/data/augmentation.ts` defines it, whole pixels moved before they are standardised.
 *
 * @param bytes uint8 [batch, height, width, channels]
 * @param draws int32 [batch, 5], rows (flip, dy, dx, top, left)
 */
export function augmented(
  backend: TensorflowBackend,
  bytes: tf.Tensor,
  draws: tf.Tensor,
  { cutout, standardisation, image }: { cutout: number; standardisation: Standardisation; image: ImageShape },
): tf.Tensor4D {
  const [height, width, channels] = image;
  const batch = draws.shape[0] ?? 0;
  const [flip, dy, dx, top, left] = tf.split(tf.reshape(draws, [batch, 1, 5]), 5, 2) as Draws;
  const down = tf.reshape(tf.range(0, height, 1, "int32"), [1, height, 1]);
  const across = tf.reshape(tf.range(0, width, 1, "int32"), [1, 1, width]);
  const mirrored = tf.add(across, tf.mul(flip, tf.sub(whole(width - 1), tf.mul(across, whole(2)))));
  const first = tf.reshape(tf.range(0, batch * height, height, "int32"), [batch, 1, 1]);
  const rows = tf.add(first, reflected(tf.add(down, dy), height));
  const pixels = tf.add(tf.mul(rows, whole(width)), reflected(tf.add(mirrored, dx), width));
  const flat = reshapeBytes(backend, bytes, [batch * height * width, channels]);
  const moved = gatherRows(backend, flat, tf.reshape(pixels, [batch * height * width]), UINT8);
  const pictures = standardised(
    backend,
    reshapeBytes(backend, moved, [batch, height, width, channels]),
    standardisation,
  );
  if (cutout === 0) return pictures;
  const cut = tf.logicalAnd(within(down, top, cutout), within(across, left, cutout));
  return tf.mul(pictures, tf.cast(tf.logicalNot(tf.reshape(cut, [batch, height, width, 1])), "float32"));
}

/** A plain number would make a float of everything that it meets. */
const whole = (value: number): tf.Scalar => tf.scalar(value, "int32");

type Draws = [tf.Tensor, tf.Tensor, tf.Tensor, tf.Tensor, tf.Tensor];

/** Places outside 0 … size - 1 as seen in mirrors on the outermost pixels, which are not repeated. */
const reflected = (place: tf.Tensor, size: number): tf.Tensor =>
  tf.sub(whole(size - 1), tf.abs(tf.sub(whole(size - 1), tf.abs(place))));

const within = (place: tf.Tensor, start: tf.Tensor, length: number): tf.Tensor =>
  tf.logicalAnd(tf.greaterEqual(place, start), tf.less(place, tf.add(start, whole(length))));

const reshapeBytes = (backend: TensorflowBackend, bytes: tf.Tensor, shape: number[]): tf.Tensor =>
  run(backend, "Reshape", { T: UINT8, Tshape: INT32 }, [bytes, tf.tensor1d(shape, "int32")]);
