/**
 * EfficientNet-Lite0 without its classifier: inverted residual blocks without squeeze-and-excitation and with ReLU6, so
 * that it runs well on any processor. Table 1 of Tan and Le, EfficientNet (ICML 2019), less what the authors' Lite
 * variant leaves out. Layers are named as in Keras' EfficientNet.
 */
import type { Layer } from "../architectures/layers.ts";

type Stage = { repeats: number; kernelSize: number; strides: number; expansion: number; filters: number };

/** Strides are those of a stage's first block. */
const STAGES: readonly Stage[] = [
  { repeats: 1, kernelSize: 3, strides: 1, expansion: 1, filters: 16 },
  { repeats: 2, kernelSize: 3, strides: 2, expansion: 6, filters: 24 },
  { repeats: 2, kernelSize: 5, strides: 2, expansion: 6, filters: 40 },
  { repeats: 3, kernelSize: 3, strides: 2, expansion: 6, filters: 80 },
  { repeats: 3, kernelSize: 5, strides: 1, expansion: 6, filters: 112 },
  { repeats: 4, kernelSize: 5, strides: 2, expansion: 6, filters: 192 },
  { repeats: 1, kernelSize: 3, strides: 1, expansion: 6, filters: 320 },
];
const STEM_FILTERS = 32;
const TOP_FILTERS = 1280;

/** No bias where batch normalisation follows, which would take it away. */
const convolution = { padding: "same", activation: "linear", useBias: false } as const;
const INITIALIZER = "heNormal";
/** Those of the published training. */
const NORMALIZATION = { momentum: 0.99, epsilon: 1e-3 } as const;

/** Layers from the picture to the features, [height / 32, width / 32, 1280]. */
export function efficientnetLite0(): Layer[] {
  const layers = [conv("stem_conv", STEM_FILTERS, { kernelSize: 3, strides: 2 }), ...rectify("stem")];
  let channels = STEM_FILTERS;
  for (const [i, { repeats, ...stage }] of STAGES.entries()) {
    for (let repeat = 0; repeat < repeats; repeat++) {
      const name = `block${i + 1}${"abcd"[repeat]}`;
      const strides = repeat === 0 ? stage.strides : 1;
      const block = invertedResidual(name, channels, { ...stage, strides });
      const read = layers.at(-1)?.name ?? "";
      layers.push(...block);
      if (strides === 1 && channels === stage.filters) {
        layers.push({ type: "Add", name: `${name}_add`, inputs: [`${name}_project_bn`, read] });
      }
      channels = stage.filters;
    }
  }
  return [...layers, conv("top_conv", TOP_FILTERS), ...rectify("top")];
}

/** Expands the channels, convolves each of them, and projects them to few. */
function invertedResidual(
  name: string,
  channels: number,
  { kernelSize, strides, expansion, filters }: Omit<Stage, "repeats">,
): Layer[] {
  const expand = expansion > 1 ? [conv(`${name}_expand_conv`, channels * expansion), ...rectify(`${name}_expand`)] : [];
  return [
    ...expand,
    {
      type: "DepthwiseConv2D",
      name: `${name}_dwconv`,
      kernelSize,
      strides,
      ...convolution,
      depthwiseInitializer: INITIALIZER,
    },
    ...rectify(name),
    conv(`${name}_project_conv`, filters),
    normalize(`${name}_project`),
  ];
}

const conv = (name: string, filters: number, window = { kernelSize: 1, strides: 1 }): Layer => ({
  type: "Conv2D",
  name,
  filters,
  ...window,
  ...convolution,
  kernelInitializer: INITIALIZER,
});

const normalize = (prefix: string): Layer => ({ type: "BatchNormalization", name: `${prefix}_bn`, ...NORMALIZATION });

const rectify = (prefix: string): Layer[] => [
  normalize(prefix),
  { type: "Activation", name: `${prefix}_activation`, activation: "relu6" },
];
