/** Which maps of a network say where something is: those of its convolutions. */
import { layerInputs } from "./layer-inputs.ts";
import type { ImageShape, Layer } from "./layers.ts";
import { summarize } from "./summary.ts";

export type ConvolutionOutput = {
  /** Name of the convolution. */
  convolution: string;
  /** Name of the layer whose output is meant: the convolution's normalisation or activation where it has one, else itself. */
  output: string;
  height: number;
  width: number;
  channels: number;
};

const CONVOLUTIONS: readonly Layer["type"][] = ["Conv2D", "DepthwiseConv2D", "SeparableConv2D"];
const AFTERWARDS: readonly Layer["type"][] = ["BatchNormalization", "Activation", "LeakyReLU"];

export const isConvolution = ({ type }: Layer): boolean => CONVOLUTIONS.includes(type);

/** Convolutions whose maps have more than one place, in the order of the layers. */
export function convolutionOutputs(layers: readonly Layer[], input: ImageShape): ConvolutionOutput[] {
  const inputs = layerInputs(layers);
  const shapes = new Map(summarize(layers, input).layers.map(({ layer, output }) => [layer.name, output]));
  const onlyReader = (name: string): Layer | undefined => {
    const reading = layers.filter((_, i) => inputs[i]?.includes(name));
    return reading.length === 1 ? reading[0] : undefined;
  };
  return layers.filter(isConvolution).flatMap(({ name }) => {
    let output = name;
    for (let next = onlyReader(output); next && AFTERWARDS.includes(next.type); next = onlyReader(output)) {
      output = next.name;
    }
    const [height = 1, width = 1, channels = 1] = shapes.get(output) ?? [];
    return height * width > 1 ? [{ convolution: name, output, height, width, channels }] : [];
  });
}
