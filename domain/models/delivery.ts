/** How a model's weights are delivered to browsers, and what it changed: measured by the trainer before it publishes them. */
import { z } from "zod";
import { measured } from "../runs/measured.ts";

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

const bytes = z.number().int().min(1);

export const delivery = z.strictObject({
  /** The type of kernels; biases, averages and kernels of few values are float32 always. */
  dtype: z.enum(WEIGHT_TYPES),
  /** The weights as they were trained. */
  float32: z.strictObject({ bytes, accuracy: z.number() }),
  /** Smaller types that were measured beside them, the smallest first. */
  tried: z
    .array(
      z.strictObject({
        dtype: z.enum(SMALLER_TYPES),
        bytes,
        /** Largest change of a probability of a golden picture. */
        goldenDifference: measured,
        /** On the whole test set; null where the golden pictures had said no. */
        test: z
          .strictObject({
            accuracy: z.number(),
            /** Largest change of a probability. */
            difference: measured,
            /** Pictures that are taken for another class. */
            changedAnswers: z.number().int().min(0),
          })
          .nullable(),
      }),
    )
    .max(SMALLER_TYPES.length),
});
export type Delivery = z.infer<typeof delivery>;
export type TriedType = Delivery["tried"][number];
