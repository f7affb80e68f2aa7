import { createHash } from "node:crypto";

/** All that determines the features of a data set's images, but not the machine that computes them. */
export type FeatureIdentity = {
  backbone: string;
  weightsSha256: string;
  /** How bytes become what the backbone sees. */
  preprocessing: string;
  /** Side of the square, in pixels, to which pictures are scaled. */
  side: number;
  /** `average`: one value per channel instead of a map of them. */
  pooling: "none" | "average";
  /** In which the backbone computes; features are kept as float16 always. */
  precision: "float32" | "bfloat16";
  /** Of the images mirrored left to right. */
  flipped: boolean;
  datasetSha256: string;
};

/** SHA-256 of the identity as JSON with sorted keys, in hexadecimal: the name of the features. */
export const featureKey = (identity: FeatureIdentity): string =>
  createHash("sha256")
    .update(JSON.stringify(identity, Object.keys(identity).sort()))
    .digest("hex");
