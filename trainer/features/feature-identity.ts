import { createHash } from "node:crypto";
import type { Layer } from "#domain/architectures/layers";

/** All that determines the features of a data set's images, but not the machine that computes them. */
export type FeatureIdentity = {
  backbone: string;
  weightsSha256: string;
  /** Bytes become (byte / 255 - mean) / std. */
  mean: number;
  std: number;
  /** What follows, from the picture to the features: names depend on nothing else. */
  layers: readonly Layer[];
  /** In which the backbone computes; features are kept as float16 always. */
  precision: "float32" | "bfloat16";
  datasetSha256: string;
};

/** SHA-256 of the identity as JSON, in hexadecimal: the name of the features. */
export function featureKey({ backbone, weightsSha256, mean, std, layers, precision, datasetSha256 }: FeatureIdentity) {
  const identity = [backbone, weightsSha256, mean, std, layers, precision, datasetSha256];
  return createHash("sha256").update(JSON.stringify(identity)).digest("hex");
}
