/** What the inference worker and a helper with a compiled network say to each other. */
import type { CompiledNetwork } from "#ml/wasm/compile-network";
import type { Answers } from "./answer-batches.ts";

export type CompiledRequest =
  /** Said first. */
  | { type: "start"; network: CompiledNetwork }
  /** `pixels` is uint8 [count, height, width, channels]. */
  | { type: "classify"; pixels: Uint8Array<ArrayBuffer>; count: number };

/** One for each request, in their order. */
export type CompiledResponse =
  | { type: "started" }
  | { type: "answered"; answers: Answers }
  | { type: "failed"; message: string };
