import { expect, test } from "vitest";
import { architecture } from "#domain/architectures/blocks";
import { layersOf } from "#domain/architectures/layers-of";
import { layerCaption } from "./layer-caption.ts";

test("layers are told apart by what they have, and read what is said", () => {
  const conv = { kind: "conv", kernel: 3, activation: "relu", kernelInitializer: "heNormal" } as const;
  const network = architecture.parse({
    blocks: [
      { ...conv, filters: 8, pool: "max", dropout: 0.1 },
      { ...conv, filters: 16, pool: "none", dropout: 0, convolution: "separable", batchNorm: true, residual: true },
    ],
    head: { kernelInitializer: "heNormal" },
  });
  expect(layersOf(network, 10).map((layer) => `${layer.type} ${layerCaption(layer)}`.trim())).toEqual([
    "Conv2D 8 filters 3×3, relu",
    "MaxPooling2D 2×2",
    "Dropout 0.1",
    "SeparableConv2D 16 filters 3×3",
    "BatchNormalization",
    "Conv2D 16 filters 1×1 of dropout_1",
    "Add + shortcut_1",
    "Activation relu",
    "Flatten",
    "Dense 10, softmax",
  ]);
});
