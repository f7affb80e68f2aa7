import type { Layer } from "#domain/architectures/layers";

/** What distinguishes a layer from others of its type, beside its name in a table. */
export function layerCaption(layer: Layer): string {
  switch (layer.type) {
    case "Conv2D": {
      const { filters, kernelSize, activation } = layer;
      return `${filters} filters ${kernelSize}×${kernelSize}${activation === "linear" ? "" : `, ${activation}`}`;
    }
    case "Dense":
      return `${layer.units}${layer.activation === "linear" ? "" : `, ${layer.activation}`}`;
    case "LeakyReLU":
      return `slope ${layer.alpha}`;
    case "MaxPooling2D":
    case "AveragePooling2D":
      return `${layer.poolSize}×${layer.poolSize}`;
    case "Dropout":
      return String(layer.rate);
    case "Flatten":
      return "";
  }
}
