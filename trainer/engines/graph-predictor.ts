/** A predictor on a TensorFlow graph. */
import type * as tf from "@tensorflow/tfjs-core";
import { EVALUATION_BATCH } from "#ml/evaluation/evaluate";
import type { CreatePredictor } from "#ml/inference/predictor";
import { evenParts } from "../graph/batches.ts";
import { PredictionGraph } from "../graph/prediction-graph.ts";
import type { TensorflowBackend } from "../graph/tensorflow-backend.ts";
import { cutByWeight, graphWeights, standardised } from "./graph-network.ts";

export const createGraphPredictor =
  (backend: TensorflowBackend, parts = 1): CreatePredictor =>
  ({ network, image, standardisation, parameters }) => {
    const imageSize = image[0] * image[1] * image[2];
    const graph = new PredictionGraph(
      backend,
      {
        weights: graphWeights(network),
        examples: { pictures: { type: "uint8", shape: image } },
        predict: (weights, { pictures }) =>
          network.logits(weights, standardised(backend, pictures as tf.Tensor, standardisation)),
      },
      { batch: EVALUATION_BATCH, parts: evenParts(EVALUATION_BATCH, parts) },
      cutByWeight(network.weights, parameters),
    );
    return {
      async logits(pictures, indices) {
        return graph.run(indices.length, (start, count, [batch]) => {
          for (let i = 0; i < count; i++) {
            const at = (indices[start + i] ?? 0) * imageSize;
            (batch as Uint8Array).set(pictures.subarray(at, at + imageSize), i * imageSize);
          }
        });
      },
      dispose: () => graph.dispose(),
    };
  };
