/**
 * Where the maps of a convolution speak for a class: gradient-weighted class activation mapping (Selvaraju et al. 2017).
 * Each channel counts by the mean gradient of the class' logit over it; of their sum what is positive is shown.
 */
import * as tf from "@tensorflow/tfjs-core";
import { operationsOf, withoutClosingSoftmax } from "../architectures/plan.ts";
import { ExampleReader } from "../data/examples.ts";
import type { Standardisation } from "../data/standardise.ts";
import type { OpenModel } from "../inference/open-model.ts";
import { dependingOn, gradientBy } from "./backward.ts";

export type GradCamTask = OpenModel & {
  standardisation: Standardisation;
  /** uint8, of the network's input size. */
  picture: Uint8Array;
  /** Name of the layer whose output is looked at, maps of [height, width, channels]. */
  layer: string;
  classIndex: number;
};

export type GradCam = {
  /** [height, width] of the picture: the layer's map, enlarged between the centres of pixels. In units of the logit. */
  map: Float32Array;
  /** The same as the layer has it, [rows, columns]. */
  coarse: Float32Array;
  rows: number;
  columns: number;
};

/** Computed on the active backend; nothing stays there. */
export async function gradCam(task: GradCamTask): Promise<GradCam> {
  const { network, parameters, standardisation, picture, layer, classIndex } = task;
  const { operations, output } = withoutClosingSoftmax(operationsOf(network.layers), network.layers.at(-1)?.name ?? "");
  const pictures = await new ExampleReader(network.input, standardisation).gather(picture, Int32Array.of(0));
  const [map, coarse] = tf.tidy(() => {
    const weights = network.tensorsOf(parameters);
    const weight = (name: string) => weights[network.weights.findIndex((spec) => spec.name === name)] as tf.Tensor;
    const after = dependingOn(operations, layer);
    const used = after.flatMap((operation) => [...operation.inputs, operation.output]);
    const values = network.values(weights, pictures, [layer, output, ...used]);
    const logits = values.get(output) as tf.Tensor2D;
    const maps = values.get(layer) as tf.Tensor4D;
    const dy = tf.cast(tf.oneHot(tf.tensor1d([classIndex], "int32"), logits.shape[1]), "float32");
    const gradient = gradientBy({ operations: after, values, weight, of: output, dy, by: layer });
    const importance = tf.mean(gradient, [1, 2], true);
    const sum = tf.relu(tf.sum(tf.mul(maps, importance), 3, true)) as tf.Tensor4D;
    const [height, width] = network.input;
    return [tf.image.resizeBilinear(sum, [height, width], false, true), sum];
  });
  pictures.dispose();
  try {
    const [, rows = 1, columns = 1] = coarse.shape;
    return { map: await read(map), coarse: await read(coarse), rows, columns };
  } finally {
    tf.dispose([map, coarse]);
  }
}

/** Copied: a backend may hand out a view of memory that it uses again. */
const read = async (tensor: tf.Tensor) => new Float32Array(await tensor.data<"float32">());
