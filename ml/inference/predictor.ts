/** A network with fixed weights that answers for pictures: eagerly on any backend, or by an engine's own means. */
import * as tf from "@tensorflow/tfjs-core";
import type { ImageShape } from "#domain/architectures/layers";
import type { Network } from "../architectures/network.ts";
import { Batcher } from "../data/batches.ts";
import type { Standardisation } from "../data/standardise.ts";

export type Predictor = {
  /**
   * Logits, [indices.length, classes], of the pictures at `indices`.
   *
   * @param pictures uint8, whole pictures one after the other
   */
  logits(pictures: Uint8Array, indices: Int32Array): Promise<Float32Array>;
  /** Frees the weights; the predictor cannot be used afterwards. */
  dispose(): void;
};

export type PredictorTask = {
  network: Network;
  image: ImageShape;
  standardisation: Standardisation;
  /** All weights of the network, in the order of its weights. */
  parameters: Float32Array;
};

export type CreatePredictor = (task: PredictorTask) => Predictor;

/** A predictor on the active backend. */
export const createEagerPredictor: CreatePredictor = ({ network, image, standardisation, parameters }) => {
  const batcher = new Batcher(image, standardisation);
  const weights = tf.tidy(() => network.split(tf.tensor1d(parameters)));
  return {
    async logits(pictures, indices) {
      const logits = tf.tidy(() => network.logits(weights, batcher.gather(pictures, indices)));
      try {
        // Copied: a backend may hand out a view of memory that it uses again.
        return new Float32Array(await logits.data<"float32">());
      } finally {
        logits.dispose();
      }
    },
    dispose: () => tf.dispose(weights),
  };
};
