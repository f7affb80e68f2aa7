/**
 * Optimisers by Keras' definitions, over all parameters of a network as one vector: one set of kernels per step instead
 * of one per weight.
 */
import * as tf from "@tensorflow/tfjs-core";
import type { OptimizerSpec } from "#domain/experiments/spec";

export type OptimizerUpdate = { parameters: tf.Tensor1D; slots: tf.Tensor1D[] };

export type Optimizer = {
  /** State vectors, each as long as the parameters and zero before the first step. */
  slotCount: number;
  /**
   * Computes one update; inputs are left alone, the caller disposes them and the outputs.
   *
   * @param iteration counts updates from 1
   */
  update(
    parameters: tf.Tensor1D,
    gradient: tf.Tensor1D,
    slots: readonly tf.Tensor1D[],
    iteration: number,
  ): OptimizerUpdate;
};

export function createOptimizer(spec: OptimizerSpec): Optimizer {
  switch (spec.kind) {
    case "adam":
      return adam(spec);
    case "sgd":
      return spec.momentum > 0 ? momentumDescent(spec) : plainDescent(spec);
  }
}

type AdamSpec = Extract<OptimizerSpec, { kind: "adam" }>;
type DescentSpec = Extract<OptimizerSpec, { kind: "sgd" }>;

/**
 * Adam (Kingma and Ba, 2015) in the form "before section 2.1", as Keras has it: the bias corrections go into the rate,
 * so epsilon is added to the uncorrected root.
 */
const adam = ({ learningRate, beta1, beta2, epsilon }: AdamSpec): Optimizer => ({
  slotCount: 2,
  update: (parameters, gradient, [m, v], iteration) =>
    tidyUpdate(() => {
      const rate = (learningRate * Math.sqrt(1 - beta2 ** iteration)) / (1 - beta1 ** iteration);
      const first = moveTowards(m as tf.Tensor1D, gradient, 1 - beta1);
      const second = moveTowards(v as tf.Tensor1D, tf.square(gradient), 1 - beta2);
      const step = tf.div(tf.mul(first, rate), tf.add(tf.sqrt(second), epsilon));
      return { parameters: tf.sub(parameters, step), slots: [first, second] };
    }),
});

const moveTowards = (from: tf.Tensor1D, to: tf.Tensor1D, share: number): tf.Tensor1D =>
  tf.add(from, tf.mul(tf.sub(to, from), share));

const plainDescent = ({ learningRate }: DescentSpec): Optimizer => ({
  slotCount: 0,
  update: (parameters, gradient) =>
    tidyUpdate(() => ({ parameters: tf.sub(parameters, tf.mul(gradient, learningRate)), slots: [] })),
});

const momentumDescent = ({ learningRate, momentum, nesterov }: DescentSpec): Optimizer => ({
  slotCount: 1,
  update: (parameters, gradient, [velocity]) =>
    tidyUpdate(() => {
      const descent = tf.mul(gradient, learningRate);
      const next: tf.Tensor1D = tf.sub(tf.mul(velocity as tf.Tensor1D, momentum), descent);
      const step = nesterov ? tf.sub(tf.mul(next, momentum), descent) : next;
      return { parameters: tf.add(parameters, step), slots: [next] };
    }),
});

/** `tf.tidy` keeps what is in the returned container, but is typed for tensors and flat containers only. */
function tidyUpdate(compute: () => OptimizerUpdate): OptimizerUpdate {
  const [parameters, ...slots] = tf.tidy(() => {
    const update = compute();
    return [update.parameters, ...update.slots];
  });
  return { parameters: parameters as tf.Tensor1D, slots };
}
