import type { Layer } from "#domain/architectures/layers";
import type { LayerRow } from "#domain/experiments/layer-rows";

const activationOf = ({ activation }: { activation: string }) => (activation === "linear" ? "" : `, ${activation}`);

/** What distinguishes a layer from others of its type, beside its name in a table. */
export function layerCaption(layer: Layer): string {
  switch (layer.type) {
    case "Conv2D":
    case "SeparableConv2D": {
      const { filters, kernelSize, inputs } = layer;
      const reads = inputs ? ` of ${inputs[0]}` : "";
      return `${filters} filters ${kernelSize}×${kernelSize}${reads}${activationOf(layer)}`;
    }
    case "DepthwiseConv2D":
      return `${layer.kernelSize}×${layer.kernelSize}${activationOf(layer)}`;
    case "Dense":
      return `${layer.units}${activationOf(layer)}`;
    case "Add":
      return `+ ${layer.inputs.slice(1).join(" + ")}`;
    case "Activation":
      return layer.activation;
    case "LeakyReLU":
      return `slope ${layer.alpha}`;
    case "MaxPooling2D":
    case "AveragePooling2D":
      return `${layer.poolSize}×${layer.poolSize}`;
    case "Resizing":
      return `${layer.height}×${layer.width}, ${layer.interpolation}`;
    case "Dropout":
      return String(layer.rate);
    case "BatchNormalization":
    case "GlobalAveragePooling2D":
    case "Flatten":
      return "";
  }
}

/** The same beside the name of a row, which may be many layers. */
export const rowCaption = ({ layer, layers }: LayerRow): string => (layer ? layerCaption(layer) : `${layers} layers`);
