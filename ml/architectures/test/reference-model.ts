/** The same layers as a model of tfjs' own Layers API, which is written from Keras' definitions by other people. */
import * as tf from "@tensorflow/tfjs";
import { layerInputs, PICTURE } from "#domain/architectures/layer-inputs";
import type { ImageShape, Layer } from "#domain/architectures/layers";
import type { Network } from "../network.ts";

export function referenceModel(layers: readonly Layer[], input: ImageShape): tf.LayersModel {
  const picture = tf.input({ shape: [...input] });
  const values = new Map([[PICTURE, picture]]);
  const reads = layerInputs(layers);
  let last = picture;
  layers.forEach((layer, i) => {
    const inputs = (reads[i] ?? []).map((name) => values.get(name) as tf.SymbolicTensor);
    last = toTfjs(layer, inputs[0]?.shape).apply(
      inputs.length === 1 ? (inputs[0] as tf.SymbolicTensor) : inputs,
    ) as tf.SymbolicTensor;
    values.set(layer.name, last);
  });
  return tf.model({ inputs: picture, outputs: last });
}

/** Gives the model the network's weights, one tensor per entry of `network.weights`; it orders its own by depth. */
export function setReferenceWeights(model: tf.LayersModel, network: Network, weights: readonly tf.Tensor[]): void {
  for (const layer of model.layers) {
    const own = weights.filter((_, i) => network.weights[i]?.name.startsWith(`${layer.name}/`));
    if (own.length > 0) layer.setWeights([...own]);
  }
}

/** Gradients by the network's trainable weights, in their order, of what is computed in `compute`. */
export function referenceGradients(model: tf.LayersModel, network: Network, compute: () => tf.Scalar): tf.Tensor[] {
  const { grads } = tf.variableGrads(compute);
  const places = new Map<string, number>();
  return network.trainableWeights.map(({ name }) => {
    const layer = name.split("/")[0] ?? "";
    const place = places.get(layer) ?? 0;
    places.set(layer, place + 1);
    const weight = model.getLayer(layer).trainableWeights[place];
    return grads[weight?.originalName ?? ""] ?? (grads[weight?.name ?? ""] as tf.Tensor);
  });
}

const poolingOf = ({ poolSize, strides = poolSize, padding }: Extract<Layer, { poolSize: number }>) => ({
  poolSize,
  strides,
  padding,
});

/** @param read shape of what it reads, with the batch dimension */
function toTfjs(layer: Layer, read: readonly (number | null)[] = []): tf.layers.Layer {
  const { name } = layer;
  switch (layer.type) {
    case "Conv2D": {
      const { filters, kernelSize, strides = 1, padding, activation, useBias } = layer;
      return tf.layers.conv2d({ name, filters, kernelSize, strides, padding, activation, useBias });
    }
    case "DepthwiseConv2D": {
      const { kernelSize, strides = 1, padding, activation, useBias } = layer;
      return tf.layers.depthwiseConv2d({ name, kernelSize, strides, padding, activation, useBias });
    }
    case "SeparableConv2D": {
      const { filters, kernelSize, strides = 1, padding, activation, useBias } = layer;
      return tf.layers.separableConv2d({ name, filters, kernelSize, strides, padding, activation, useBias });
    }
    case "BatchNormalization":
      return tf.layers.batchNormalization({ name, momentum: layer.momentum, epsilon: layer.epsilon });
    case "Add":
      return tf.layers.add({ name });
    case "Activation":
      return tf.layers.activation({ name, activation: layer.activation });
    case "LeakyReLU":
      return tf.layers.leakyReLU({ name, alpha: layer.alpha });
    case "MaxPooling2D":
      return tf.layers.maxPooling2d({ name, ...poolingOf(layer) });
    case "AveragePooling2D":
      return tf.layers.averagePooling2d({ name, ...poolingOf(layer) });
    case "GlobalAveragePooling2D":
      return tf.layers.globalAveragePooling2d({ name });
    case "Resizing": {
      // tfjs' own Resizing forgets the channels; up-sampling is the same where the size is a multiple.
      const { height, width, interpolation } = layer;
      const size = [height / (read[1] ?? 1), width / (read[2] ?? 1)] as [number, number];
      return tf.layers.upSampling2d({ name, size, interpolation });
    }
    case "Dropout":
      return tf.layers.dropout({ name, rate: layer.rate });
    case "Flatten":
      // tfjs' Flatten refuses what is flat already.
      return read.length > 2 ? tf.layers.flatten({ name }) : tf.layers.reshape({ name, targetShape: [read[1] ?? 1] });
    case "Dense":
      return tf.layers.dense({ name, units: layer.units, activation: layer.activation, useBias: layer.useBias });
  }
}
