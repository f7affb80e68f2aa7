/**
 * Optimisers by Keras' definitions, over all trainable parameters of a network as one vector: one set of kernels per step
 * instead of one per weight.
 */
import * as tf from "@tensorflow/tfjs-core";
import type { OptimizerSpec } from "#domain/experiments/spec";

export type OptimizerUpdate = { parameters: tf.Tensor1D; slots: tf.Tensor1D[] };

/** Numbers, or one value per parameter. */
export type VectorScalars = { rate: number | tf.Tensor1D; decay: number | tf.Tensor1D };

export type Optimizer = {
  /** State vectors, each as long as the parameters and zero before the first step. */
  slotCount: number;
  /** Computes one update; inputs are left alone, the caller disposes them and the outputs. */
  update(
    parameters: tf.Tensor1D,
    gradient: tf.Tensor1D,
    slots: readonly tf.Tensor1D[],
    scalars: VectorScalars,
  ): OptimizerUpdate;
};

/** What changes from update to update. */
export type UpdateScalars = {
  /** The learning rate, with Adam's corrections of its averages' bias. */
  rate: number;
  /** Share of each weight that is taken off before the update. */
  decay: number;
};

/**
 * @param learningRate of this update, by the schedule
 * @param iteration counts updates from 1
 */
export function updateScalars(spec: OptimizerSpec, learningRate: number, iteration: number): UpdateScalars {
  switch (spec.kind) {
    case "adam":
    case "adamw": {
      const { beta1, beta2 } = inFloat32(spec);
      const rate = (learningRate * Math.sqrt(1 - beta2 ** iteration)) / (1 - beta1 ** iteration);
      return { rate, decay: spec.kind === "adamw" ? learningRate * spec.weightDecay : 0 };
    }
    case "sgd":
      return { rate: learningRate, decay: learningRate * spec.weightDecay };
  }
}

export function createOptimizer(spec: OptimizerSpec): Optimizer {
  switch (spec.kind) {
    case "adam":
    case "adamw":
      return adam(spec);
    case "sgd":
      return spec.momentum > 0 ? momentumDescent(spec) : plainDescent;
  }
}

/**
 * The betas as kernels see them. 1 - 0.999 in float32 is off by one part in 80,000; with it in both the averages and
 * their corrections, the error cancels, and all engines compute the same.
 */
const inFloat32 = ({ beta1, beta2 }: Pick<AdamSpec, "beta1" | "beta2">) => ({
  beta1: Math.fround(beta1),
  beta2: Math.fround(beta2),
});

type AdamSpec = Extract<OptimizerSpec, { kind: "adam" | "adamw" }>;
type DescentSpec = Extract<OptimizerSpec, { kind: "sgd" }>;

/**
 * Adam (Kingma and Ba, 2015) in the form "before section 2.1", as Keras has it: the bias corrections go into the rate,
 * so epsilon is added to the uncorrected root. AdamW is Adam with decay.
 */
const adam = (spec: AdamSpec): Optimizer => ({
  slotCount: 2,
  update: (parameters, gradient, [m, v], { rate, decay }) =>
    tidyUpdate(() => {
      const { beta1, beta2 } = inFloat32(spec);
      const first = moveTowards(m as tf.Tensor1D, gradient, 1 - beta1);
      const second = moveTowards(v as tf.Tensor1D, tf.square(gradient), 1 - beta2);
      const step = tf.div(tf.mul(first, rate), tf.add(tf.sqrt(second), spec.epsilon));
      return { parameters: tf.sub(decayed(parameters, decay), step), slots: [first, second] };
    }),
});

const moveTowards = (from: tf.Tensor1D, to: tf.Tensor1D, share: number): tf.Tensor1D =>
  tf.add(from, tf.mul(tf.sub(to, from), share));

/** Weight decay apart from the gradient: Keras' `weight_decay`, AdamW (Loshchilov and Hutter, 2019). */
const decayed = (parameters: tf.Tensor1D, decay: number | tf.Tensor1D): tf.Tensor1D =>
  decay === 0 ? parameters : tf.sub(parameters, tf.mul(parameters, decay));

const plainDescent: Optimizer = {
  slotCount: 0,
  update: (parameters, gradient, _, { rate, decay }) =>
    tidyUpdate(() => ({ parameters: tf.sub(decayed(parameters, decay), tf.mul(gradient, rate)), slots: [] })),
};

const momentumDescent = ({ momentum, nesterov }: DescentSpec): Optimizer => ({
  slotCount: 1,
  update: (parameters, gradient, [velocity], { rate, decay }) =>
    tidyUpdate(() => {
      const descent = tf.mul(gradient, rate);
      const next: tf.Tensor1D = tf.sub(tf.mul(velocity as tf.Tensor1D, momentum), descent);
      const step = nesterov ? tf.sub(tf.mul(next, momentum), descent) : next;
      return { parameters: tf.add(decayed(parameters, decay), step), slots: [next] };
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
