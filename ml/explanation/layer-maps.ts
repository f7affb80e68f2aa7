/** What a layer answers to a picture, and the weights that a filter answers with. */
import * as tf from "@tensorflow/tfjs-core";
import { filtersBehind } from "#domain/architectures/filters-behind";
import { ExampleReader } from "../data/examples.ts";
import type { Standardisation } from "../data/standardise.ts";
import type { OpenModel } from "../inference/open-model.ts";

export type LayerMaps = {
  /** [height, width, channels]; a layer without places has one place. */
  values: Float32Array;
  height: number;
  width: number;
  channels: number;
};

/** Computed on the active backend; nothing stays there. */
export async function layerMaps({
  network,
  parameters,
  standardisation,
  picture,
  layer,
}: OpenModel & { standardisation: Standardisation; picture: Uint8Array; layer: string }): Promise<LayerMaps> {
  const pictures = await new ExampleReader(network.input, standardisation).gather(picture, Int32Array.of(0));
  const output = tf.tidy(() => {
    const values = network.values(network.tensorsOf(parameters), pictures, [layer]);
    return values.get(layer) as tf.Tensor;
  });
  pictures.dispose();
  try {
    const shape = output.shape.slice(1);
    const [height = 1, width = 1, channels = 1] = shape.length === 3 ? shape : [1, 1, ...shape];
    return { values: new Float32Array(await output.data<"float32">()), height, width, channels };
  } finally {
    output.dispose();
  }
}

export type FilterWeights = {
  /** Name of the convolution that has the filter. */
  convolution: string;
  /** [inputs, side, side]: what the filter multiplies each of the channels that it reads with. */
  values: Float32Array;
  side: number;
  inputs: number;
  /** Which channel the first of them is: a depthwise filter reads its own alone. */
  firstInput: number;
};

/**
 * The weights behind channel `filter` of a layer; null where no convolution's filter stands behind it. Of a separable
 * convolution the product of its two steps, which have nothing between them.
 */
export function filterWeights({ network, parameters }: OpenModel, layer: string, filter: number): FilterWeights | null {
  const convolution = filtersBehind(network.layers, layer);
  if (!convolution) return null;
  const { name } = convolution;
  const kernel = named(network, parameters, `${name}/kernel`);
  const depthwise = named(network, parameters, `${name}/depthwise_kernel`);
  const pointwise = named(network, parameters, `${name}/pointwise_kernel`);
  const { shape, values } = (kernel ?? depthwise) as Weight;
  const [side = 1, , channels = 1, outputs = 1] = shape;
  const at = (place: number, channel: number): number => {
    const value = values[(place * channels + channel) * outputs + (kernel ? filter : 0)] ?? Number.NaN;
    const onward = pointwise ? pointwise.values[channel * (pointwise.shape[3] ?? 1) + filter] : 1;
    return value * (onward ?? Number.NaN);
  };
  const own = !kernel && !pointwise;
  const read = own ? [filter] : Array.from({ length: channels }, (_, channel) => channel);
  const weights = read.flatMap((channel) => Array.from({ length: side * side }, (_, place) => at(place, channel)));
  return {
    convolution: name,
    values: Float32Array.from(weights),
    side,
    inputs: read.length,
    firstInput: own ? filter : 0,
  };
}

type Weight = { shape: readonly number[]; values: Float32Array };

function named(network: OpenModel["network"], parameters: Float32Array, name: string): Weight | null {
  let start = 0;
  for (const spec of network.weights) {
    if (spec.name === name) return { shape: spec.shape, values: parameters.subarray(start, start + spec.size) };
    start += spec.size;
  }
  return null;
}
