/** A network with fixed weights that answers for pictures: eagerly on any backend, or by an engine's own means. */
import * as tf from "@tensorflow/tfjs-core";
import type { ImageShape } from "#domain/architectures/layers";
import type { Network } from "../architectures/network.ts";
import { Batcher, batchesOf } from "../data/batches.ts";
import { concatenated } from "../data/concatenate.ts";
import { resizeBilinear } from "../data/resize.ts";
import type { Standardisation } from "../data/standardise.ts";
import { EVALUATION_BATCH } from "../evaluation/evaluate.ts";

export type Predictor = {
  /**
   * Logits, [indices.length, classes], of the pictures at `indices`; of a network without classes its features,
   * [indices.length, height, width, channels].
   *
   * @param pictures uint8, whole pictures one after the other
   */
  logits(pictures: Uint8Array, indices: Int32Array): Promise<Float32Array>;
  /** Frees the weights; the predictor cannot be used afterwards. */
  dispose(): void;
};

export type PredictorTask = {
  network: Network;
  /** Shape of the pictures. Where they have another size than the network's input, they are resized. */
  image: ImageShape;
  standardisation: Standardisation;
  /** All weights of the network, in the order of its weights. */
  parameters: Float32Array;
  /** Most pictures that are computed at once. Fewer take less memory. */
  batch?: number;
};

export type CreatePredictor = (task: PredictorTask) => Predictor;

/** A predictor on the active backend. */
export const createEagerPredictor: CreatePredictor = ({
  network,
  image,
  standardisation,
  parameters,
  batch = EVALUATION_BATCH,
}) => {
  const batcher = new Batcher(image, standardisation);
  const weights = tf.tidy(() => network.split(tf.tensor1d(parameters)));
  const answer = (pictures: tf.Tensor4D) => network.logits(weights, resizeBilinear(pictures, network.input));
  return {
    async logits(pictures, indices) {
      const parts: Float32Array[] = [];
      for (const some of batchesOf(indices, batch)) {
        const logits = tf.tidy(() => answer(batcher.gather(pictures, some)));
        try {
          // Copied: a backend may hand out a view of memory that it uses again.
          parts.push(new Float32Array(await logits.data<"float32">()));
        } finally {
          logits.dispose();
        }
      }
      return concatenated(parts);
    },
    dispose: () => tf.dispose(weights),
  };
};
