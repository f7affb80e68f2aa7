/**
 * What of a training step an engine may compute by kernels of its own. All of them compute the same, the masks bit for
 * bit, so it never matters to the result which one did, beyond rounding.
 */
import { activatedMaxPool } from "./activated-max-pool.ts";
import { batchNormalize } from "./batch-normalize.ts";
import { crossEntropy } from "./cross-entropy.ts";
import { drawDropoutMask } from "./dropout-masks.ts";

export type Primitives = {
  dropoutMask: typeof drawDropoutMask;
  activatedMaxPool: typeof activatedMaxPool;
  batchNormalize: typeof batchNormalize;
  crossEntropy: typeof crossEntropy;
};

/** Composed of TensorFlow.js' own operations: for every backend. */
export const PLAIN_PRIMITIVES: Primitives = {
  dropoutMask: drawDropoutMask,
  activatedMaxPool,
  batchNormalize,
  crossEntropy,
};
