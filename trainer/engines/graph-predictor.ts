/** A predictor on a TensorFlow graph. */
import type * as tf from "@tensorflow/tfjs-core";
import { cutByWeight } from "#ml/architectures/weight-specs";
import { resizeBilinear } from "#ml/data/resize";
import { EVALUATION_BATCH } from "#ml/evaluation/evaluate";
import type { CreatePredictor } from "#ml/inference/predictor";
import { evenParts } from "../graph/batches.ts";
import { PredictionGraph } from "../graph/prediction-graph.ts";
import type { TensorflowBackend } from "../graph/tensorflow-backend.ts";
import { graphWeights, standardised } from "./graph-network.ts";

export const createGraphPredictor =
  (backend: TensorflowBackend, parts = 1): CreatePredictor =>
  ({ network, image, standardisation, parameters, batch = EVALUATION_BATCH }) => {
    const imageSize = image[0] * image[1] * image[2];
    const graph = new PredictionGraph(
      backend,
      {
        weights: graphWeights(network),
        examples: { pictures: { type: "uint8", shape: image } },
        predict: (weights, { pictures }) =>
          network.logits(
            weights,
            resizeBilinear(standardised(backend, pictures as tf.Tensor, standardisation), network.input),
          ),
      },
      { batch, parts: evenParts(batch, parts) },
      cutByWeight(network.weights, parameters),
    );
    return {
      async logits(pictures, indices) {
        return graph.run(indices.length, (start, count, [rows]) => {
          for (let i = 0; i < count; i++) {
            const at = (indices[start + i] ?? 0) * imageSize;
            (rows as Uint8Array).set(pictures.subarray(at, at + imageSize), i * imageSize);
          }
        });
      },
      dispose: () => graph.dispose(),
    };
  };
