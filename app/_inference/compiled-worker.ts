/**
 * A helper with a compiled network, which can nothing else: a few kilobytes of script, ready in some hundredths of a second. The
 * inference worker, which has tested the network, gives it to it.
 */
import { softmax } from "#ml/inference/softmax";
import { startCompiled } from "#ml/wasm/run-compiled";
import type { Classify } from "./answer-batches.ts";
import type { CompiledRequest, CompiledResponse } from "./compiled-messages.ts";

let classify: Classify | null = null;
let turn: Promise<unknown> = Promise.resolve();

async function answer(request: CompiledRequest): Promise<CompiledResponse> {
  if (request.type === "start") {
    const { run } = await startCompiled(request.network);
    const { classes } = request.network.logits;
    classify = async (pixels, count) => {
      const from = performance.now();
      const all = Int32Array.from({ length: count }, (_, i) => i);
      const probabilities = softmax(run(pixels, all), classes);
      return { probabilities, milliseconds: performance.now() - from };
    };
    return { type: "started" };
  }
  if (!classify) throw new Error("There is no network yet.");
  return { type: "answered", answers: await classify(request.pixels, request.count) };
}

self.onmessage = ({ data: request }: MessageEvent<CompiledRequest>) => {
  turn = turn
    .then(() => answer(request))
    .catch((error: unknown): CompiledResponse => ({ type: "failed", message: String(error) }))
    .then((response) => self.postMessage(response));
};
