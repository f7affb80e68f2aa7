/** A learner on a TensorFlow graph: the network of `ml/` and its way of training, traced by `trainer/graph/`. */
// The whole package, because only that registers the gradients of all operations.
import "@tensorflow/tfjs";
import * as tf from "@tensorflow/tfjs-core";
import type { OptimizerSpec } from "#domain/experiments/spec";
import type { Primitives } from "#ml/architectures/primitives";
import { cutByWeight } from "#ml/architectures/weight-specs";
import { AUGMENTATION_SIZE, isAugmenting } from "#ml/data/augmentation";
import { EVALUATION_BATCH } from "#ml/evaluation/evaluate";
import type { CreateLearner, Learner, LearnerState, LearnerTask, StepResult } from "#ml/training/learner";
import { augmentationsOf, initialSlots, isThawed, rowsOf, scalarsOf } from "#ml/training/update-inputs";
import { concatenate } from "../graph/batches.ts";
import type { BatchLoss, Moment } from "../graph/loss-program.ts";
import { activatedMaxPool, batchNormalize, randomMask, sparseSoftmaxCrossEntropy } from "../graph/operations.ts";
import { adam, descent, type GraphOptimizer, withWeightDecay } from "../graph/optimizers.ts";
import type { TensorflowBackend } from "../graph/tensorflow-backend.ts";
import type { NamedTensors } from "../graph/trace.ts";
import { type Batch, TrainingGraph, type TrainingGraphState } from "../graph/training-graph.ts";
import { augmented, graphWeights, standardised } from "./graph-network.ts";

/** Steps in one call of TensorFlow: enough that the call itself no longer counts. */
const UNROLL = 8;
/** Milliseconds that one `train` may block, so that progress and cancel stay well within a quarter of a second. */
const CALL_BUDGET = 120;

/** @param parts into which a batch is cut; `parallelism.ts` chooses them. Not for networks that normalise batches */
export const createGraphLearner =
  (backend: TensorflowBackend, parts = 1): CreateLearner =>
  (task) =>
    new GraphLearner(backend, task, parts);

class GraphLearner implements Learner {
  readonly #task: LearnerTask;
  readonly #graph: TrainingGraph;
  /** Milliseconds of a step, as measured last. */
  #stepTime = Number.POSITIVE_INFINITY;

  constructor(backend: TensorflowBackend, task: LearnerTask, parts: number) {
    const { network, spec, data, features, image, lastBatch } = task;
    this.#task = task;
    const optimizer = graphOptimizer(spec.optimizer);
    this.#graph = new TrainingGraph(
      backend,
      {
        weights: graphWeights(network).map((weight) => ({ ...weight, isThawed: isThawed(task, weight.name) })),
        data: {
          images: features
            ? { type: "float32", shape: image, file: features.file, rows: features.rows }
            : { type: "uint8", shape: image, values: data.images },
          labels: { type: "int32", shape: [], values: labelsByRow(task) },
        },
        ...(!features && isAugmenting(spec.augmentation) && { fed: { draws: [AUGMENTATION_SIZE] } }),
        optimizer,
        batchSizes: lastBatch === spec.batchSize ? [lastBatch] : [spec.batchSize, lastBatch],
        unroll: UNROLL,
        parts,
        predictionBatch: EVALUATION_BATCH,
        precision: spec.precision,
        loss: (weights, batch, moment) => lossOf(backend, task, weights, batch, moment),
        predict: (weights, { images }) => network.logits(weights, seen(backend, task, images as tf.Tensor)),
      },
      toGraphState(task, optimizer),
    );
  }

  get stepsPerCall(): number {
    const fitting = Math.floor(CALL_BUDGET / this.#stepTime);
    return fitting >= UNROLL ? fitting - (fitting % UNROLL) : Math.max(1, fitting);
  }

  async train(batches: readonly Int32Array[], iteration: number): Promise<StepResult[]> {
    const started = performance.now();
    const results = this.#graph.train(
      batches.map((rows, i) => this.#batch(rows, iteration + i)),
      iteration,
      batches.map((_, i) => scalarsOf(this.#task, iteration + i)),
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

  #batch(rows: Int32Array, iteration: number): Batch {
    if (this.#task.features) return { rows: rowsOf(this.#task, rows, iteration) };
    const draws = augmentationsOf(this.#task, rows.length, iteration);
    return draws ? { rows, fed: { draws } } : { rows };
  }
}

function lossOf(
  backend: TensorflowBackend,
  task: LearnerTask,
  weights: readonly tf.Tensor[],
  { images, labels, draws }: NamedTensors,
  { step, part, parts }: Moment,
): BatchLoss {
  const { network, spec, image, standardisation } = task;
  const { seed, augmentation } = spec;
  const { cutout } = augmentation;
  const pictures = draws
    ? augmented(backend, images as tf.Tensor, draws, { cutout, standardisation, image })
    : seen(backend, task, images as tf.Tensor);
  const primitives: Primitives = {
    dropoutMask: (layerKey, _, shape, threshold, scale) => {
      const key = tf.stack([tf.scalar(layerKey, "int32"), step]) as tf.Tensor1D;
      return randomMask(backend, key, shape, threshold, scale, part, parts);
    },
    activatedMaxPool: (x, pool) => activatedMaxPool(backend, x, pool),
    batchNormalize: (x, gamma, beta, epsilon) => batchNormalize(backend, x, gamma, beta, epsilon),
    crossEntropy: (logits, classes) => sparseSoftmaxCrossEntropy(backend, logits, classes),
  };
  // The step's number is the traced tensor; this one is not read.
  const { logits, averages } = network.train(weights, pictures, { seed, step: 0, primitives });
  const classes = labels as tf.Tensor1D;
  const correct: tf.Scalar = tf.sum(tf.cast(tf.equal(tf.argMax(logits, 1), classes), "float32"));
  return { loss: primitives.crossEntropy(logits, classes), metrics: [correct], averages };
}

/** The class of each row of the data: of features, those to learn from come twice where they are mirrored. */
function labelsByRow({ data, features }: LearnerTask): Int32Array {
  const labels = new Int32Array(features?.rows ?? data.labels.length);
  labels.set(data.labels);
  if (typeof features?.mirrored === "number") labels.set(data.labels, features.mirrored);
  return labels;
}

/** What the network sees of a batch that is not augmented: features are what they are, pictures are standardised. */
const seen = (backend: TensorflowBackend, { features, standardisation }: LearnerTask, batch: tf.Tensor): tf.Tensor4D =>
  features ? (batch as tf.Tensor4D) : standardised(backend, batch, standardisation);

function graphOptimizer(spec: OptimizerSpec): GraphOptimizer {
  switch (spec.kind) {
    case "adam":
      return adam(spec);
    case "adamw":
      return withWeightDecay(adam(spec));
    case "sgd":
      return spec.weightDecay > 0 ? withWeightDecay(descent(spec)) : descent(spec);
  }
}

/** @throws RangeError when the state is of another network or optimiser */
function toGraphState(task: LearnerTask, { slotCount }: GraphOptimizer): TrainingGraphState {
  const { network, state } = task;
  return {
    weights: cutByWeight(network.weights, state.parameters),
    slots: initialSlots(task, slotCount).map((slot) => cutByWeight(network.trainableWeights, slot)),
  };
}

const join = (parts: readonly Float32Array[]) => concatenate(Float32Array, parts) as Float32Array<ArrayBuffer>;
