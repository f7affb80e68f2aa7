/**
 * A model of tfjs' Layers API, Sequential or functional, as functions for a `TrainingGraph`: for those who have one.
 * Its layers run their own code; only what draws random numbers in JavaScript is replaced.
 */
import type { LayersModel, layers } from "@tensorflow/tfjs";
import * as tf from "@tensorflow/tfjs-core";
import type { Moment } from "./loss-program.ts";
import { randomMask, sparseSoftmaxCrossEntropy } from "./operations.ts";
import type { TensorflowBackend } from "./tensorflow-backend.ts";
import { TraceError } from "./trace-error.ts";
import type { TrainingFunctions } from "./training-graph.ts";

type Layer = layers.Layer;

/** Parts of tfjs-layers that its types keep private. */
type LayerVariable = Omit<LayersModel["weights"][number], "val" | "write"> & {
  val: tf.Tensor;
  write: (value: tf.Tensor) => LayerVariable;
  constraint: unknown;
};
type Activated = Layer & { activation?: { getClassName(): string; apply(x: tf.Tensor): tf.Tensor } };
type Dropping = Layer & { rate: number; noiseShape: number[] | null };
type Call = Layer["call"];

const BYTE_VALUES = 256;

/**
 * @param model one input, one output that ends in a softmax; no regularisers or constraints
 * @param inputs the name of the pictures in a batch, and of their int32 class indices
 * @param seed of the dropout masks; with the step and the layer's place it determines them
 * @throws TraceError when the model is of another kind
 */
export function layersModelFunctions(
  backend: TensorflowBackend,
  model: LayersModel,
  { x, labels, seed }: { x: string; labels: string; seed: number },
): TrainingFunctions {
  const variables = model.weights as unknown as LayerVariable[];
  check(model, variables);
  const trainable = new Set<unknown>(model.trainableWeights);
  return {
    weights: variables.map((variable) => ({
      name: variable.originalName,
      shape: variable.shape as number[],
      trainable: trainable.has(variable),
    })),
    loss(weights, batch, moment) {
      const written = new Map<LayerVariable, tf.Tensor>();
      const logits = withWeights(variables, weights, written, () =>
        withDropout(backend, model, seed, moment, () => logitsOf(model, batch[x] as tf.Tensor, true)),
      );
      const classes = batch[labels] as tf.Tensor1D;
      const correct = tf.sum(tf.cast(tf.equal(tf.argMax(logits, 1), classes), "float32")) as tf.Scalar;
      return {
        loss: sparseSoftmaxCrossEntropy(backend, logits, classes),
        metrics: [correct],
        averages: variables.flatMap((variable, i) =>
          trainable.has(variable) ? [] : [written.get(variable) ?? (weights[i] as tf.Tensor)],
        ),
      };
    },
    predict: (weights, batch) =>
      withWeights(variables, weights, new Map(), () => tf.softmax(logitsOf(model, batch[x] as tf.Tensor, false))),
  };
}

function check(model: LayersModel, variables: readonly LayerVariable[]): void {
  if (model.inputs.length !== 1 || model.outputs.length !== 1) {
    throw new TraceError("A model with several inputs or outputs cannot be trained here: give it one of each.");
  }
  const last = model.outputs[0]?.sourceLayer as Activated;
  if (last.activation?.getClassName() !== "softmax") {
    throw new TraceError(
      `The last layer, ${last.name}, must have the activation softmax: the loss is taken from logits.`,
    );
  }
  const constrained = variables.find(({ constraint }) => constraint !== null && constraint !== undefined);
  if (constrained || model.layers.some(({ losses }) => losses.length > 0)) {
    throw new TraceError("Regularisers and constraints are not part of the traced step: remove them from the model.");
  }
}

/** The model's answer before the softmax of its last layer. */
function logitsOf(model: LayersModel, x: tf.Tensor, training: boolean): tf.Tensor2D {
  const last = model.outputs[0]?.sourceLayer as Activated;
  const { activation } = last;
  last.activation = { getClassName: () => "linear", apply: (z) => z };
  try {
    return model.apply(x, { training }) as tf.Tensor2D;
  } finally {
    if (activation) last.activation = activation;
  }
}

/** Calls `compute` while the model's variables have the given values; what layers assign to them goes into `written`. */
function withWeights<T>(
  variables: readonly LayerVariable[],
  weights: readonly tf.Tensor[],
  written: Map<LayerVariable, tf.Tensor>,
  compute: () => T,
): T {
  const values = variables.map(({ val }) => val);
  for (const [i, variable] of variables.entries()) {
    variable.val = weights[i] as tf.Tensor;
    variable.write = (value) => {
      written.set(variable, tf.keep(value));
      return variable;
    };
  }
  try {
    return compute();
  } finally {
    for (const [i, variable] of variables.entries()) {
      variable.val = values[i] as tf.Tensor;
      delete (variable as Partial<LayerVariable>).write;
    }
  }
}

/** Calls `compute` while dropout layers draw their masks from (seed, layer, step). */
function withDropout<T>(
  backend: TensorflowBackend,
  model: LayersModel,
  seed: number,
  { step, part, parts }: Moment,
  compute: () => T,
): T {
  const dropping = model.layers.filter((layer) => layer.getClassName() === "Dropout") as Dropping[];
  for (const [place, layer] of dropping.entries()) {
    if (layer.noiseShape)
      throw new TraceError(`${layer.name} has a noise shape; only dropout of single values is traced.`);
    const threshold = Math.round(layer.rate * BYTE_VALUES);
    const key = tf.stack([tf.scalar((seed * 0x9e3779b1 + place) | 0, "int32"), step]) as tf.Tensor1D;
    layer.call = ((inputs: tf.Tensor | tf.Tensor[]) => {
      const [input] = [inputs].flat() as [tf.Tensor];
      const scale = BYTE_VALUES / (BYTE_VALUES - threshold);
      return tf.mul(input, randomMask(backend, key, input.shape, threshold, scale, part, parts));
    }) as Call;
  }
  try {
    return compute();
  } finally {
    for (const layer of dropping) delete (layer as Partial<Dropping>).call;
  }
}
