import type { Layer } from "#domain/architectures/layers";

/**
 * A small network, one layer after the other, with every activation. The first pooling has windows that reach over the
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
    useBias: true,
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
    useBias: true,
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
    useBias: true,
    kernelInitializer: "heNormal",
  },
  { type: "MaxPooling2D", name: "max_pooling2d_2", poolSize: 2, padding: "same" },
  { type: "Flatten", name: "flatten_1" },
  { type: "Dense", name: "dense_1", units: 6, activation: "relu", useBias: true, kernelInitializer: "randomNormal" },
  { type: "Dropout", name: "dropout_2", rate: 0.5 },
  {
    type: "Dense",
    name: "dense_2",
    units: 4,
    activation: "softmax",
    useBias: true,
    kernelInitializer: "glorotUniform",
  },
];

const glorot = { depthwiseInitializer: "glorotUniform", pointwiseInitializer: "heNormal" } as const;

/**
 * A small network with branches and the layers that the first lacks. The second max pooling reads what another layer
 * reads as well. Nothing is dropped, so that training can be compared with a reference that draws otherwise.
 */
export const BRANCHED_LAYERS: readonly Layer[] = [
  {
    type: "SeparableConv2D",
    name: "separable_conv2d_1",
    filters: 4,
    kernelSize: 3,
    padding: "same",
    activation: "linear",
    useBias: false,
    ...glorot,
  },
  { type: "BatchNormalization", name: "batch_normalization_1", momentum: 0.9, epsilon: 1e-3 },
  {
    type: "Conv2D",
    name: "shortcut_1",
    inputs: ["input"],
    filters: 4,
    kernelSize: 1,
    padding: "same",
    activation: "linear",
    useBias: false,
    kernelInitializer: "glorotUniform",
  },
  { type: "Add", name: "add_1", inputs: ["batch_normalization_1", "shortcut_1"] },
  { type: "Activation", name: "activation_1", activation: "relu" },
  { type: "MaxPooling2D", name: "max_pooling2d_1", poolSize: 2, padding: "same" },
  {
    type: "DepthwiseConv2D",
    name: "depthwise_conv2d_1",
    kernelSize: 2,
    padding: "same",
    activation: "elu",
    useBias: true,
    depthwiseInitializer: "heNormal",
  },
  { type: "Add", name: "add_2", inputs: ["depthwise_conv2d_1", "max_pooling2d_1"] },
  { type: "LeakyReLU", name: "leaky_relu_1", alpha: 0.1 },
  { type: "MaxPooling2D", name: "max_pooling2d_2", poolSize: 2, padding: "same" },
  {
    type: "AveragePooling2D",
    name: "average_pooling2d_1",
    inputs: ["leaky_relu_1"],
    poolSize: 2,
    padding: "same",
  },
  { type: "Add", name: "add_3", inputs: ["max_pooling2d_2", "average_pooling2d_1"] },
  { type: "Flatten", name: "flatten_1" },
  { type: "Dense", name: "dense_1", units: 6, activation: "linear", useBias: false, kernelInitializer: "heNormal" },
  { type: "BatchNormalization", name: "batch_normalization_2", momentum: 0.99, epsilon: 1e-3 },
  { type: "Activation", name: "activation_2", activation: "tanh" },
  {
    type: "Dense",
    name: "dense_2",
    units: 4,
    activation: "softmax",
    useBias: true,
    kernelInitializer: "glorotUniform",
  },
];

/** Windows that move by more or less than their size, and that stay within the picture. */
export const STRIDED_LAYERS: readonly Layer[] = [
  {
    type: "Resizing",
    name: "resizing_1",
    height: 2 * SAMPLE_INPUT[0],
    width: 2 * SAMPLE_INPUT[1],
    interpolation: "nearest",
  },
  {
    type: "Conv2D",
    name: "conv2d_1",
    filters: 4,
    kernelSize: 3,
    strides: 2,
    padding: "valid",
    activation: "relu6",
    useBias: true,
    kernelInitializer: "glorotUniform",
  },
  { type: "MaxPooling2D", name: "max_pooling2d_1", poolSize: 3, strides: 1, padding: "same" },
  { type: "Activation", name: "activation_1", activation: "relu" },
  {
    type: "SeparableConv2D",
    name: "separable_conv2d_1",
    filters: 6,
    kernelSize: 3,
    strides: 2,
    padding: "same",
    activation: "linear",
    useBias: true,
    ...glorot,
  },
  {
    type: "DepthwiseConv2D",
    name: "depthwise_conv2d_1",
    kernelSize: 3,
    strides: 2,
    padding: "same",
    activation: "linear",
    useBias: true,
    depthwiseInitializer: "heNormal",
  },
  { type: "AveragePooling2D", name: "average_pooling2d_1", poolSize: 2, strides: 1, padding: "valid" },
  { type: "GlobalAveragePooling2D", name: "global_average_pooling2d_1" },
  {
    type: "Dense",
    name: "dense_1",
    units: 4,
    activation: "softmax",
    useBias: true,
    kernelInitializer: "glorotUniform",
  },
];

export const SAMPLE_NETWORKS = [
  ["in a row", SAMPLE_LAYERS],
  ["with strides", STRIDED_LAYERS],
  ["with branches", BRANCHED_LAYERS],
] as const;
