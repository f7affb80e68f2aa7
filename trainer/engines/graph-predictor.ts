/**
 * A predictor on a TensorFlow graph. Batches are cut into parts also where an operation is shared by all threads: while one
 * part is in an operation that keeps but one thread busy, or waits for memory, the others go on.
 */
import type * as tf from "@tensorflow/tfjs-core";
import { cutByWeight } from "#ml/architectures/weight-specs";
import { batchesOf } from "#ml/data/batches";
import { concatenated } from "#ml/data/concatenate";
import { arePictures } from "#ml/data/examples";
import { EVALUATION_BATCH } from "#ml/evaluation/evaluate";
import type { CreatePredictor } from "#ml/inference/predictor";
import { PredictionGraph } from "../graph/prediction-graph.ts";
import type { TensorflowBackend } from "../graph/tensorflow-backend.ts";
import { graphWeights, standardised } from "./graph-network.ts";
import { partsOf } from "./parallelism.ts";

/** @param threads that compute; parts are as many where batches are large enough */
export const createGraphPredictor =
  (backend: TensorflowBackend, threads = 1): CreatePredictor =>
  ({ network, image, standardisation, parameters, batch = EVALUATION_BATCH, precision = "float32" }) => {
    const size = image[0] * image[1] * image[2];
    const graph = new PredictionGraph(
      backend,
      {
        weights: graphWeights(network),
        examples: { examples: { type: standardisation ? "uint8" : "float32", shape: image } },
        predict: (weights, { examples }) => {
          const read = examples as tf.Tensor4D;
          return network.logits(weights, standardisation ? standardised(backend, read, standardisation) : read);
        },
      },
      { batch, parts: partsOf(batch, threads), precision },
      cutByWeight(network.weights, parameters),
    );
    return {
      async logits(examples, indices) {
        if (arePictures(examples, standardisation)) {
          return graph.run(indices.length, (start, count, [rows]) => {
            for (let i = 0; i < count; i++) {
              const at = (indices[start + i] ?? 0) * size;
              (rows as Uint8Array).set(examples.subarray(at, at + size), i * size);
            }
          });
        }
        const answers: Float32Array[] = [];
        for (const some of batchesOf(indices, batch)) {
          const values = await examples.read(some);
          answers.push(graph.run(some.length, (_start, _count, [rows]) => rows?.set(values)));
        }
        return concatenated(answers);
      },
      dispose: () => graph.dispose(),
    };
  };
