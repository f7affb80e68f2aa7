/** A network with fixed weights that answers for pictures: eagerly on any backend, or by an engine's own means. */
import * as tf from "@tensorflow/tfjs-core";
import type { ImageShape } from "#domain/architectures/layers";
import type { ExperimentSpec } from "#domain/experiments/spec";
import type { Network } from "../architectures/network.ts";
import { batchesOf } from "../data/batches.ts";
import { concatenated } from "../data/concatenate.ts";
import { ExampleReader, type Examples } from "../data/examples.ts";
import type { Standardisation } from "../data/standardise.ts";
import { EVALUATION_BATCH } from "../evaluation/evaluate.ts";
import type { CompiledNetwork } from "../wasm/compile-network.ts";

export type Predictor = {
  /**
   * Logits, [indices.length, classes], of the pictures at `indices`; of a network without classes its features,
   * [indices.length, height, width, channels].
   *
   * @param examples uint8, whole pictures one after the other; or features, of a network that reads those
   */
  logits(examples: Examples, indices: Int32Array): Promise<Float32Array>;
  /** Of a compiled network: what another worker answers the same with. */
  copy?(): Promise<CompiledNetwork>;
  /** Frees the weights; the predictor cannot be used afterwards. */
  dispose(): void;
};

export type PredictorTask = {
  network: Network;
  image: ImageShape;
  /** Null where the network reads features, which are taken as they are. */
  standardisation: Standardisation | null;
  /** All weights of the network, in the order of its weights. */
  parameters: Float32Array;
  /** Most pictures that are computed at once. Fewer take less memory. */
  batch?: number;
  /** `bfloat16`: where the engine can; eagerly it cannot. */
  precision?: ExperimentSpec["precision"];
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
  const reader = new ExampleReader(image, standardisation);
  const weights = network.tensorsOf(parameters);
  const imageSize = image[0] * image[1] * image[2];
  /** Room for a batch's pictures, while no call has it: making it anew takes a tenth of a small network's time. */
  let spare = new Float32Array();
  return {
    async logits(examples, indices) {
      const parts: Float32Array[] = [];
      const values = standardisation ? Math.min(batch, indices.length) * imageSize : 0;
      const room = spare.length < values ? new Float32Array(values) : spare;
      spare = new Float32Array();
      for (const some of batchesOf(indices, batch)) {
        const pictures = await reader.gather(examples, some, undefined, room);
        const logits = tf.tidy(() => network.fusedLogits(weights, pictures));
        pictures.dispose();
        try {
          // Copied: a backend may hand out a view of memory that it uses again.
          parts.push(new Float32Array(await logits.data<"float32">()));
        } finally {
          logits.dispose();
        }
      }
      spare = room;
      return concatenated(parts);
    },
    dispose: () => tf.dispose(weights),
  };
};
