/**
 * A worker that answers by a compiled network and can nothing else: a few kilobytes of script, ready in some hundredths of a
 * second. It is given the network by the inference worker, which has tested it.
 */
import { softmax } from "#ml/inference/softmax";
import type { CompiledNetwork } from "#ml/wasm/compile-network";
import { type RunningNetwork, startCompiled } from "#ml/wasm/run-compiled";
import type { Answers } from "./answer-batches.ts";

/** The network comes first, then batches: `pixels` is uint8 [count, height, width, channels]. */
export type CompiledRequest =
  | { type: "start"; network: CompiledNetwork }
  | { type: "classify"; pixels: Uint8Array<ArrayBuffer>; count: number };

/** One for each request, in their order. */
export type CompiledResponse =
  | ({ type: "answered" } & Answers)
  | { type: "started" }
  | { type: "failed"; message: string };

let classes = 0;
let running: RunningNetwork | null = null;
let turn: Promise<unknown> = Promise.resolve();

async function answer(request: CompiledRequest): Promise<CompiledResponse> {
  if (request.type === "start") {
    running = await startCompiled(request.network);
    classes = request.network.logits.classes;
    return { type: "started" };
  }
  if (!running) throw new Error("There is no network yet.");
  const from = performance.now();
  const indices = Int32Array.from({ length: request.count }, (_, i) => i);
  const probabilities = softmax(running.run(request.pixels, indices), classes);
  return { type: "answered", probabilities, milliseconds: performance.now() - from };
}

self.onmessage = ({ data: request }: MessageEvent<CompiledRequest>) => {
  turn = turn
    .then(() => answer(request))
    .catch((error: unknown): CompiledResponse => ({ type: "failed", message: String(error) }))
    .then((response) => self.postMessage(response));
};
