import { z } from "zod";
import { LIMITS } from "../limits.ts";

const { max } = LIMITS.experimentName;

/** A model begins with its experiment's name and may get one of its own. */
export const modelName = z
  .string()
  .trim()
  .min(1, "Give the model a name.")
  .max(max, `A name has at most ${max} characters.`)
  .regex(/^\P{C}*$/u, "A name has no invisible characters.");
