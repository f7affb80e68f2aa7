import type { Layer } from "#domain/architectures/layers";

/**
 * A small network with every type of layer and every activation. The first pooling has windows that reach over the
 * edge; the average pooling has none, because tfjs' cpu backend, the reference, has another gradient there.
 */
export const SAMPLE_INPUT = [7, 8, 3] as const;

export const SAMPLE_LAYERS: readonly Layer[] = [
  {
    type: "Conv2D",
    name: "conv2d_1",
    filters: 4,
    kernelSize: 3,
    padding: "same",
    activation: "linear",
    kernelInitializer: "glorotUniform",
  },
  { type: "LeakyReLU", name: "leaky_relu_1", alpha: 0.1 },
  { type: "MaxPooling2D", name: "max_pooling2d_1", poolSize: 2, padding: "same" },
  { type: "Dropout", name: "dropout_1", rate: 0.25 },
  {
    type: "Conv2D",
    name: "conv2d_2",
    filters: 5,
    kernelSize: 2,
    padding: "same",
    activation: "tanh",
    kernelInitializer: "heNormal",
  },
  { type: "AveragePooling2D", name: "average_pooling2d_1", poolSize: 2, padding: "same" },
  {
    type: "Conv2D",
    name: "conv2d_3",
    filters: 3,
    kernelSize: 1,
    padding: "same",
    activation: "elu",
    kernelInitializer: "heNormal",
  },
  { type: "MaxPooling2D", name: "max_pooling2d_2", poolSize: 2, padding: "same" },
  { type: "Flatten", name: "flatten_1" },
  { type: "Dense", name: "dense_1", units: 6, activation: "relu", kernelInitializer: "randomNormal" },
  { type: "Dropout", name: "dropout_2", rate: 0.5 },
  { type: "Dense", name: "dense_2", units: 4, activation: "softmax", kernelInitializer: "glorotUniform" },
];
