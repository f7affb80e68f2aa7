import { z } from "zod";
import { BACKENDS } from "./backends.ts";

/** How fast a model is in one visitor's browser, shared by whoever agreed to it. Milliseconds. */
export const browserTiming = z.strictObject({
  backend: z.enum(BACKENDS),
  /** Median of a few single pictures, each from its pixels to its probabilities. */
  milliseconds: z.number().positive().max(60_000),
  /** From the moment its bytes were there until it was built and had answered its golden pictures. */
  warmUpMilliseconds: z.number().positive().max(600_000),
});
export type BrowserTiming = z.infer<typeof browserTiming>;
