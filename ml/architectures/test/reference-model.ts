/** The same layers as a model of tfjs' own Layers API, which is written from Keras' definitions by other people. */
import * as tf from "@tensorflow/tfjs";
import type { ImageShape, Layer } from "#domain/architectures/layers";

export function referenceModel(layers: readonly Layer[], input: ImageShape): tf.Sequential {
  const model = tf.sequential();
  layers.forEach((layer, i) => {
    const first = i === 0 ? { inputShape: [...input] } : {};
    model.add(toTfjs(layer, { name: layer.name, ...first }));
  });
  return model;
}

type Naming = { name: string; inputShape?: number[] };

function toTfjs(layer: Layer, naming: Naming): tf.layers.Layer {
  switch (layer.type) {
    case "Conv2D": {
      const { filters, kernelSize, padding, activation } = layer;
      return tf.layers.conv2d({ ...naming, filters, kernelSize, padding, activation });
    }
    case "LeakyReLU":
      return tf.layers.leakyReLU({ ...naming, alpha: layer.alpha });
    case "MaxPooling2D":
      return tf.layers.maxPooling2d({ ...naming, poolSize: layer.poolSize, padding: layer.padding });
    case "AveragePooling2D":
      return tf.layers.averagePooling2d({ ...naming, poolSize: layer.poolSize, padding: layer.padding });
    case "Dropout":
      return tf.layers.dropout({ ...naming, rate: layer.rate });
    case "Flatten":
      return tf.layers.flatten({ ...naming });
    case "Dense":
      return tf.layers.dense({ ...naming, units: layer.units, activation: layer.activation });
  }
}
