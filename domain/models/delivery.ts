/** How a model's weights are delivered to browsers, and what it changed: measured by the trainer before it publishes them. */
import { z } from "zod";
import { measured } from "../runs/measured.ts";
import { SMALLER_TYPES, WEIGHT_TYPES } from "./weight-types.ts";

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
