/**
 * Xception without its classifier (Chollet, Xception: Deep Learning with Depthwise Separable Convolutions, CVPR 2017),
 * layer for layer and in the order of `keras.applications.Xception`.
 */
import type { Layer } from "../architectures/layers.ts";

/** Channels of the blocks in the middle, which are all alike. */
const MIDDLE_FILTERS = 728;
const INITIALIZER = "glorotUniform";
/** No bias where batch normalisation follows, which would take it away. */
const convolution = { activation: "linear", useBias: false } as const;
/** Keras' defaults. */
const NORMALIZATION = { momentum: 0.99, epsilon: 1e-3 } as const;

/**
 * Layers from a picture with values from -1 to 1, at least 71 × 71, to the features: [7, 7, 2048] of 224 × 224.
 *
 * They have Keras' names. Sums, shortcuts and the normalisation of shortcuts have none there but a number; here they are
 * called after their block.
 */
export function xception(): Layer[] {
  return [
    ...convolved("block1_conv1", 32, 2),
    ...convolved("block1_conv2", 64, 1),
    ...shrunk("block2", "block1_conv2_act", separated("block2_sepconv1", 128), 128),
    ...shrunk("block3", "block2_add", rectified("block3_sepconv1", 256), 256),
    ...shrunk("block4", "block3_add", rectified("block4_sepconv1", MIDDLE_FILTERS), MIDDLE_FILTERS),
    ...[5, 6, 7, 8, 9, 10, 11, 12].flatMap(refined),
    ...shrunk("block13", "block12_add", rectified("block13_sepconv1", MIDDLE_FILTERS), 1024),
    ...separated("block14_sepconv1", 1536),
    rectify("block14_sepconv1"),
    ...separated("block14_sepconv2", 2048),
    rectify("block14_sepconv2"),
  ];
}

/**
 * Halves the sides: what the block reads goes through two separable convolutions and a pooling, and around them.
 *
 * @param read layer that the block reads, the one before it
 * @param first layers of the first separable convolution
 * @param filters of the second one, and so of the result
 */
function shrunk(block: string, read: string, first: Layer[], filters: number): Layer[] {
  const shortcut = `${block}_shortcut`;
  const kernelInitializer = INITIALIZER;
  const halving = { strides: 2, padding: "same" } as const;
  return [
    ...first,
    ...rectified(`${block}_sepconv2`, filters),
    {
      type: "Conv2D",
      name: shortcut,
      inputs: [read],
      filters,
      kernelSize: 1,
      ...halving,
      ...convolution,
      kernelInitializer,
    },
    normalize(shortcut),
    { type: "MaxPooling2D", name: `${block}_pool`, inputs: [`${block}_sepconv2_bn`], poolSize: 3, ...halving },
    { type: "Add", name: `${block}_add`, inputs: [`${block}_pool`, `${shortcut}_bn`] },
  ];
}

/** Keeps shape and channels: what three separable convolutions make of the block before is added to it. */
function refined(number: number): Layer[] {
  const block = `block${number}`;
  return [
    ...[1, 2, 3].flatMap((i) => rectified(`${block}_sepconv${i}`, MIDDLE_FILTERS)),
    { type: "Add", name: `${block}_add`, inputs: [`${block}_sepconv3_bn`, `block${number - 1}_add`] },
  ];
}

const convolved = (name: string, filters: number, strides: number): Layer[] => [
  {
    type: "Conv2D",
    name,
    filters,
    kernelSize: 3,
    strides,
    padding: "valid",
    ...convolution,
    kernelInitializer: INITIALIZER,
  },
  normalize(name),
  rectify(name),
];

const rectified = (name: string, filters: number): Layer[] => [rectify(name), ...separated(name, filters)];

const separated = (name: string, filters: number): Layer[] => [
  {
    type: "SeparableConv2D",
    name,
    filters,
    kernelSize: 3,
    padding: "same",
    ...convolution,
    depthwiseInitializer: INITIALIZER,
    pointwiseInitializer: INITIALIZER,
  },
  normalize(name),
];

const normalize = (name: string): Layer => ({ type: "BatchNormalization", name: `${name}_bn`, ...NORMALIZATION });

const rectify = (name: string): Layer => ({ type: "Activation", name: `${name}_act`, activation: "relu" });
