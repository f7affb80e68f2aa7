import { z } from "zod";

/** What computes a model in a browser, in the order in which they are tried. */
export const BACKENDS = ["webgpu", "webgl", "wasm", "cpu"] as const;
export type BackendName = (typeof BACKENDS)[number];

/** How fast a model is in one visitor's browser, shared by whoever agreed to it. Milliseconds. */
export const browserTiming = z.strictObject({
  backend: z.enum(BACKENDS),
  /** Median of a few single pictures, each from its pixels to its probabilities. */
  milliseconds: z.number().positive().max(60_000),
  /** From the moment its bytes were there until it was built and had answered its golden pictures. */
  warmUpMilliseconds: z.number().positive().max(600_000),
});
export type BrowserTiming = z.infer<typeof browserTiming>;

/** Single pictures of which a browser's time is the median. */
export const TIMED_PICTURES = 3;
