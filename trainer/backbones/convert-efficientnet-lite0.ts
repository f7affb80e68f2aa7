/** The weights of EfficientNet-Lite0 as PyTorch's file names and lays them out, as the vector of our network. */
import type { Network } from "#ml/architectures/network";
import { joinByWeight, type WeightSpec } from "#ml/architectures/weight-specs";
import type { PytorchTensor } from "./read-pytorch.ts";

const PARTS: Readonly<Record<string, string>> = {
  kernel: "weight",
  depthwise_kernel: "weight",
  gamma: "weight",
  beta: "bias",
  moving_mean: "running_mean",
  moving_variance: "running_var",
};
/** Outside the blocks. */
const LAYERS: Readonly<Record<string, string>> = {
  stem_conv: "_conv_stem",
  stem_bn: "_bn0",
  top_conv: "_conv_head",
  top_bn: "_bn1",
};
/** Within a block, behind its name. */
const BLOCK_LAYERS: Readonly<Record<string, string>> = {
  expand_conv: "_expand_conv",
  expand_bn: "_bn0",
  dwconv: "_depthwise_conv",
  bn: "_bn1",
  project_conv: "_project_conv",
  project_bn: "_bn2",
};

/**
 * @returns all weights of the network, in their order
 * @throws Error when a tensor is missing or has another shape
 */
export function convertEfficientnetLite0(
  tensors: ReadonlyMap<string, PytorchTensor>,
  { weights }: Network,
): Float32Array<ArrayBuffer> {
  const sourceOf = namesInPytorch(weights);
  return joinByWeight(weights, (spec) => {
    const source = sourceOf(spec.name);
    const tensor = tensors.get(source);
    if (!tensor || !(tensor.values instanceof Float32Array)) throw new Error(`The file lacks the weights ${source}.`);
    const expected = shapeInPytorch(spec);
    if (tensor.shape.join() !== expected.join()) {
      throw new Error(`The weights ${source} have the shape ${tensor.shape.join(" × ")}, not ${expected.join(" × ")}.`);
    }
    return kernelsLast(tensor.values, spec);
  });
}

/** Our blocks are called by stage and repeat, `block2a`; those of the file are counted through from 0. */
function namesInPytorch(weights: readonly WeightSpec[]): (name: string) => string {
  const blockOf = (name: string) => name.match(/^block\d[a-d]/)?.[0];
  const blocks = [...new Set(weights.map(({ name }) => blockOf(name)).filter((block) => block !== undefined))];
  return (name) => {
    const [layer = "", part = ""] = name.split("/");
    const block = blockOf(layer);
    const source = block
      ? `_blocks.${blocks.indexOf(block)}.${BLOCK_LAYERS[layer.slice(block.length + 1)]}`
      : LAYERS[layer];
    return `${source}.${PARTS[part]}`;
  };
}

/** Kernels are [out, in, height, width] there, depthwise ones [channels, 1, height, width]. */
function shapeInPytorch({ name, shape }: WeightSpec): number[] {
  const [height, width, inputs, outputs] = shape;
  if (height === undefined || width === undefined || inputs === undefined || outputs === undefined) return shape;
  return name.endsWith("/depthwise_kernel") ? [inputs, 1, height, width] : [outputs, inputs, height, width];
}

/**
 * [out, in, height, width] to [height, width, in, out]. For a depthwise kernel [channels, 1, height, width] becomes
 * [height, width, 1, channels], which lies in memory as [height, width, channels, 1] does.
 */
function kernelsLast(values: Float32Array, { shape, size }: WeightSpec): Float32Array {
  if (shape.length !== 4) return values;
  const [height = 1, width = 1] = shape;
  const places = height * width;
  const filters = size / places;
  const inputs = shape[3] === 1 ? 1 : (shape[2] ?? 1);
  const outputs = filters / inputs;
  const moved = new Float32Array(size);
  let at = 0;
  for (let place = 0; place < places; place++) {
    for (let input = 0; input < inputs; input++) {
      for (let output = 0; output < outputs; output++) {
        moved[at++] = values[(output * inputs + input) * places + place] as number;
      }
    }
  }
  return moved;
}
