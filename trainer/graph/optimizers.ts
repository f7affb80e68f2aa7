/** Optimisers as TensorFlow's own operations on variables, one per weight, by the definitions of Keras 3. */
import { boolean, FLOAT32 } from "./attributes.ts";
import type { GraphBuilder, Output, Variable } from "./graph-builder.ts";

/** What changes from step to step; computed outside, so that a schedule is plain arithmetic there. */
export type UpdateScalars = {
  /** The learning rate, with Adam's corrections of the bias already in it. */
  rate: Output;
  /** The share of a weight that decays: learning rate × weight decay. */
  decay: Output;
};

export type GraphOptimizer = {
  /** State vectors per weight, of its shape, zero before the first step. */
  slotCount: number;
  /** Adds the nodes of one update, to run after `after`; returns the last of them. */
  update(
    graph: GraphBuilder,
    weight: Variable,
    slots: readonly Variable[],
    gradient: Output,
    scalars: UpdateScalars,
    after: readonly string[],
  ): string;
};

const locking = { T: FLOAT32, use_locking: boolean(false) };

/**
 * Adam. Like Keras it adds epsilon to the root of the second moment before any correction of the bias, so the corrections
 * are a factor of the rate: `rate = learningRate * sqrt(1 - beta2^t) / (1 - beta1^t)`.
 */
export function adam({ beta1, beta2, epsilon }: { beta1: number; beta2: number; epsilon: number }): GraphOptimizer {
  return {
    slotCount: 2,
    update(graph, { handle }, [m, v], gradient, { rate }, after) {
      const none = graph.scalar(0);
      const [first, second] = [m?.handle ?? "", v?.handle ?? ""];
      const constants = [beta1, beta2, epsilon].map((value) => graph.scalar(value));
      // A power of 0 switches the operation's own correction off.
      const inputs = [handle, first, second, none, none, rate, ...constants, gradient];
      return graph.node("ResourceApplyAdam", inputs, { ...locking, use_nesterov: boolean(false) }, { after });
    },
  };
}

/** Gradient descent; with momentum `velocity = momentum * velocity - rate * gradient`, as Keras has it. */
export function descent({ momentum, nesterov }: { momentum: number; nesterov: boolean }): GraphOptimizer {
  if (momentum === 0) {
    return {
      slotCount: 0,
      update: (graph, { handle }, _slots, gradient, { rate }, after) =>
        graph.node("ResourceApplyGradientDescent", [handle, rate, gradient], locking, { after }),
    };
  }
  return {
    slotCount: 1,
    update: (graph, { handle }, [velocity], gradient, { rate }, after) => {
      const inputs = [handle, velocity?.handle ?? "", rate, gradient, graph.scalar(momentum)];
      return graph.node(
        "ResourceApplyKerasMomentum",
        inputs,
        { ...locking, use_nesterov: boolean(nesterov) },
        { after },
      );
    },
  };
}

/** Decoupled weight decay (Loshchilov and Hutter, 2019), before the update: `weight -= weight * decay`. */
export function withWeightDecay(optimizer: GraphOptimizer): GraphOptimizer {
  return {
    slotCount: optimizer.slotCount,
    update(graph, weight, slots, gradient, scalars, after) {
      const decrease = graph.node("Mul", [graph.read(weight, after), scalars.decay], { T: FLOAT32 });
      const decayed = graph.node("AssignSubVariableOp", [weight.handle, decrease], { dtype: FLOAT32 }, { after });
      return optimizer.update(graph, weight, slots, gradient, scalars, [decayed]);
    },
  };
}
