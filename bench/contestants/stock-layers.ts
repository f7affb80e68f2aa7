/** A preset's network as plain TensorFlow.js would have it: `tf.layers`, one for one, each initialiser named. */
import * as tf from "@tensorflow/tfjs";
import type { ImageShape, Layer } from "#domain/architectures/layers";

export function stockModel(layers: readonly Layer[], image: ImageShape): tf.Sequential {
  const model = tf.sequential();
  layers.forEach((layer, i) => {
    model.add(stockLayer(layer, i === 0 ? { inputShape: [...image] } : {}));
  });
  return model;
}

function stockLayer(layer: Layer, input: { inputShape?: number[] }): tf.layers.Layer {
  switch (layer.type) {
    case "Conv2D": {
      const { filters, kernelSize, padding, activation, kernelInitializer } = layer;
      return tf.layers.conv2d({ ...input, filters, kernelSize, padding, activation, kernelInitializer });
    }
    case "LeakyReLU":
      return tf.layers.leakyReLU({ ...input, alpha: layer.alpha });
    case "MaxPooling2D":
      return tf.layers.maxPooling2d({ ...input, poolSize: layer.poolSize, padding: layer.padding });
    case "AveragePooling2D":
      return tf.layers.averagePooling2d({ ...input, poolSize: layer.poolSize, padding: layer.padding });
    case "Dropout":
      return tf.layers.dropout({ ...input, rate: layer.rate });
    case "Flatten":
      return tf.layers.flatten({ ...input });
    case "Dense": {
      const { units, activation, kernelInitializer } = layer;
      return tf.layers.dense({ ...input, units, activation, kernelInitializer });
    }
    default:
      throw new Error(`The presets have no ${layer.type}, so its counterpart in plain TensorFlow.js is not written.`);
  }
}
