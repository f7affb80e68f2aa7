/** The types in which weights are delivered to browsers, and how far a smaller one may change what a model answers. */

/**
 * float16: IEEE 754 half precision. uint8: whole numbers from 0 to 255 between the least and the greatest weight of each
 * output channel. `ml/inference/encoded-weights.ts` has the bytes.
 */
export const WEIGHT_TYPES = ["float32", "float16", "uint8"] as const;
export type WeightType = (typeof WEIGHT_TYPES)[number];

/** Types that take less than float32, the smallest first: the first that changes little enough is published. */
export const SMALLER_TYPES = ["uint8", "float16"] as const satisfies readonly WeightType[];

/**
 * By so much may a probability of a golden picture change, be it by another type of weights or by another backend: rounding,
 * not a different answer.
 */
export const GOLDEN_TOLERANCE = 1e-3;

/** By such a share of the test pictures may the accuracy change, for better or worse: 0.1 percentage points. */
export const MOST_ACCURACY_CHANGE = 1e-3;
