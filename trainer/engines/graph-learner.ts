/** A learner and a predictor that compute on TensorFlow graphs: the network of `ml/`, traced by `trainer/graph/`. */
// The whole package, because only that registers the gradients of all operations.
import "@tensorflow/tfjs";
import * as tf from "@tensorflow/tfjs-core";
import type { OptimizerSpec } from "#domain/experiments/spec";
import type { Network } from "#ml/architectures/network";
import type { CreateLearner, Learner, LearnerState, LearnerTask, StepResult } from "#ml/training/learner";
import { FLOAT32, UINT8 } from "../graph/attributes.ts";
import { cast, randomMask, sparseSoftmaxCrossEntropy } from "../graph/operations.ts";
import { adam, descent, type GraphOptimizer } from "../graph/optimizers.ts";
import type { TensorflowBackend } from "../graph/tensorflow-backend.ts";
import { TrainingGraph, type TrainingGraphState, type Update } from "../graph/training-graph.ts";

/** Steps in one call of TensorFlow: enough that the call itself no longer counts. */
const UNROLL = 8;
/** Milliseconds that one `train` may block, so that progress and cancel stay well within a quarter of a second. */
const CALL_BUDGET = 120;
const PREDICTION_BATCH = 250;

export const createGraphLearner =
  (backend: TensorflowBackend): CreateLearner =>
  (task) =>
    new GraphLearner(backend, task);

class GraphLearner implements Learner {
  readonly #task: LearnerTask;
  readonly #graph: TrainingGraph;
  /** Milliseconds of a step, as measured last. */
  #stepTime = Number.POSITIVE_INFINITY;

  constructor(backend: TensorflowBackend, task: LearnerTask) {
    const { network, spec, data, image, standardisation, state, lastBatch } = task;
    this.#task = task;
    const optimizer = graphOptimizer(spec.optimizer);
    const pictures = (bytes: tf.Tensor) => {
      const scaled = cast(backend, bytes, UINT8, FLOAT32);
      return tf.add(
        tf.mul(scaled, 1 / (255 * standardisation.std)),
        -standardisation.mean / standardisation.std,
      ) as tf.Tensor4D;
    };
    this.#graph = new TrainingGraph(
      backend,
      {
        weights: network.weights.map(({ name, shape }) => ({ name, shape, trainable: true })),
        data: {
          images: { type: "uint8", shape: image, values: data.images },
          labels: { type: "int32", shape: [], values: Int32Array.from(data.labels) },
        },
        optimizer,
        batchSizes: lastBatch === spec.batchSize ? [spec.batchSize] : [spec.batchSize, lastBatch],
        unroll: UNROLL,
        predictionBatch: PREDICTION_BATCH,
        precision: process.env.BF16 ? "bfloat16" : "float32",
        loss(weights, { images, labels }, step) {
          const masks = (
            [layer]: readonly [number, number],
            shape: readonly number[],
            threshold: number,
            scale: number,
          ) => randomMask(backend, tf.stack([tf.scalar(layer, "int32"), step]) as tf.Tensor1D, shape, threshold, scale);
          const logits = network.logits(weights, pictures(images as tf.Tensor), { seed: spec.seed, step: 0, masks });
          const loss = sparseSoftmaxCrossEntropy(backend, logits, labels as tf.Tensor1D);
          const correct = tf.sum(tf.cast(tf.equal(tf.argMax(logits, 1), labels as tf.Tensor), "float32")) as tf.Scalar;
          return { loss, metrics: [correct], averages: [] };
        },
        predict: (weights, { images }) => network.logits(weights, pictures(images as tf.Tensor)),
      },
      toGraphState(network, optimizer, state),
    );
  }

  get stepsPerCall(): number {
    const fitting = Math.floor(CALL_BUDGET / this.#stepTime);
    return fitting >= UNROLL ? fitting - (fitting % UNROLL) : Math.max(1, fitting);
  }

  async train(batches: readonly Int32Array[], iteration: number): Promise<StepResult[]> {
    const updates = batches.map((_, i) => updateOf(this.#task.spec.optimizer, iteration + i));
    const started = performance.now();
    const results = this.#graph.train(
      batches.map((rows) => ({ rows })),
      iteration,
      updates,
    );
    this.#stepTime = (performance.now() - started) / batches.length;
    return results.map(([loss = Number.NaN, correct = 0]) => ({ loss, correct }));
  }

  async logits(indices: Int32Array): Promise<Float32Array> {
    return this.#graph.predict(indices);
  }

  async state(): Promise<LearnerState> {
    const { weights, slots } = this.#graph.state();
    return { parameters: join(weights), slots: slots.map(join) };
  }

  dispose(): void {
    this.#graph.dispose();
  }
}

function graphOptimizer(spec: OptimizerSpec): GraphOptimizer {
  switch (spec.kind) {
    case "adam":
      return adam(spec);
    case "sgd":
      return descent(spec);
  }
}

function updateOf(spec: OptimizerSpec, iteration: number): Update {
  if (spec.kind === "sgd") return { rate: spec.learningRate, decay: 0 };
  const { learningRate, beta1, beta2 } = spec;
  return { rate: (learningRate * Math.sqrt(1 - beta2 ** iteration)) / (1 - beta1 ** iteration), decay: 0 };
}

function toGraphState(
  network: Network,
  { slotCount }: GraphOptimizer,
  state: LearnerTask["state"],
): TrainingGraphState {
  const slots = state.slots ?? Array.from({ length: slotCount }, () => new Float32Array(network.parameters));
  if (slots.length !== slotCount || [state.parameters, ...slots].some(({ length }) => length !== network.parameters)) {
    throw new RangeError("The state to go on from is of another network or optimiser than the spec's.");
  }
  return { weights: cut(network, state.parameters), slots: slots.map((slot) => cut(network, slot)) };
}

function cut(network: Network, vector: Float32Array): Float32Array[] {
  let offset = 0;
  return network.weights.map(({ size }) => {
    offset += size;
    return vector.subarray(offset - size, offset);
  });
}

function join(parts: readonly Float32Array[]): Float32Array<ArrayBuffer> {
  const all = new Float32Array(parts.reduce((total, { length }) => total + length, 0));
  let offset = 0;
  for (const part of parts) {
    all.set(part, offset);
    offset += part.length;
  }
  return all;
}
