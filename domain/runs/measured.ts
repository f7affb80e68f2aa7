/** Measured numbers in JSON, which has no NaN and no infinity: those three travel by name, so that a curve can show them. */
import { z } from "zod";

const NON_FINITE = ["NaN", "Infinity", "-Infinity"] as const;

/** A number that need not be finite, or null for a value that was not kept. Write it with `stringifyMeasured`. */
export const measured = z
  .union([z.custom<number>((value) => typeof value === "number"), z.enum(NON_FINITE).transform(Number)])
  .nullable();
