/** The program of one training step: a loss with its gradients, without the update. */
import * as tf from "@tensorflow/tfjs-core";
import type { Program } from "./program.ts";
import { type ExampleType, type GraphWeight, named, withStandIns } from "./stand-ins.ts";
import type { TensorflowBackend } from "./tensorflow-backend.ts";
import { type NamedTensors, trace } from "./trace.ts";

export type BatchLoss = {
  /** What is minimised. */
  loss: tf.Scalar;
  /** Other figures to report, scalars of float32. */
  metrics: readonly tf.Scalar[];
  /** New values of the weights that are not trainable, in their order. */
  averages: readonly tf.Tensor[];
};

/** What is being computed: all that a stateless operation needs to draw the numbers of a whole batch. */
export type Moment = {
  /** int32 scalar, the number of the update. */
  step: tf.Scalar;
  /** int32 scalar: which part of the batch this is, from 0. */
  part: tf.Scalar;
  /** Parts of equal size into which the batch is cut. */
  parts: number;
};

/**
 * Mean loss of the examples of a batch, or of one part of it. Called while traced: tensor operations alone, nothing read,
 * nothing drawn in JavaScript.
 *
 * @param batch the examples, and what is fed with each, under their names
 */
export type LossFunction = (weights: readonly tf.Tensor[], batch: NamedTensors, moment: Moment) => BatchLoss;

type LossTask = {
  weights: readonly GraphWeight[];
  examples: Readonly<Record<string, ExampleType>>;
  /** int32 numbers with each example: their shape for one. */
  fed?: Readonly<Record<string, readonly number[]>>;
  loss: LossFunction;
};

/**
 * Inputs: `weight0` and so on, the examples, the fed numbers, `step`, `part`. Outputs: `figure0`, the part's share of the
 * loss, and the metrics after it; `gradient0` and so on, one per trainable weight, of that share; `average0` and so on,
 * one per other weight.
 *
 * @param size examples in a part
 */
export function traceLoss(
  backend: TensorflowBackend,
  { weights, examples, fed = {}, loss: lossOf }: LossTask,
  size: number,
  parts: number,
): Program {
  return withStandIns(backend, { weights, examples }, size, (stand, batch) => {
    const [step, part] = [tf.scalar(1, "int32"), tf.scalar(0, "int32")];
    const numbers = Object.fromEntries(
      Object.entries(fed).map(([name, shape]) => [name, tf.zeros([size, ...shape], "int32")]),
    );
    const inputs = { step, part, ...named("weight", stand), ...batch, ...numbers };
    return trace(backend, inputs, () => {
      let kept: { metrics: tf.Tensor[]; averages: tf.Tensor[] } = { metrics: [], averages: [] };
      const trainable = stand.filter((_, i) => weights[i]?.trainable);
      const { value, grads } = tf.valueAndGrads((...values: tf.Tensor[]) => {
        const rest = [...values];
        const all = stand.map((tensor, i) => (weights[i]?.trainable ? (rest.shift() as tf.Tensor) : tensor));
        const { loss, metrics, averages } = lossOf(all, { ...batch, ...numbers }, { step, part, parts });
        // Kept because the gradient's own scope ends before they are used.
        kept = { metrics: metrics.map(keep), averages: averages.map(keep) };
        return parts > 1 ? tf.div(loss, parts) : loss;
      })(trainable);
      return {
        ...named("figure", [value as tf.Tensor, ...kept.metrics.map(release)]),
        ...named("gradient", grads),
        ...named("average", kept.averages.map(release)),
      };
    });
  });
}

const keep = (tensor: tf.Tensor): tf.Tensor => tf.keep(tensor);

/** Hands a kept tensor to the scope around. */
function release(tensor: tf.Tensor): tf.Tensor {
  const released = tf.clone(tensor);
  tensor.dispose();
  return released;
}
