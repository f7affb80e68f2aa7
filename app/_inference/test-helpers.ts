/**
 * Workers that classify beside the inference worker while it runs a test set on WebAssembly, which computes on one processor
 * (docs/decisions/048-more-workers-not-threads.md): each of these has its own.
 */

import type { BackendName } from "#domain/models/backends";
import type { CompiledNetwork } from "#ml/wasm/compile-network";
import type { Classify } from "./answer-batches.ts";
import type { CompiledRequest, CompiledResponse } from "./compiled-messages.ts";
import { InferenceClient } from "./inference-client.ts";

/** Each holds the model once more: so many, in no more than so many bytes. */
const MOST_HELPERS = 3;
const MOST_BYTES = 2 ** 29;

export type Helper = {
  /** Rejects where the model does not run there as it does here. */
  ready: Promise<Classify>;
  end: () => void;
};

/**
 * One for each further processor.
 *
 * @param compiled the model's network, which needs no more than this; others are loaded and tested there first
 */
export function startHelpers(manifestSha256: string, backend: BackendName, compiled: CompiledNetwork | null): Helper[] {
  const most = compiled ? Math.floor(MOST_BYTES / compiled.memoryBytes) : MOST_HELPERS;
  const count = Math.min(navigator.hardwareConcurrency - 1, MOST_HELPERS, most);
  return Array.from({ length: Math.max(0, count) }, () => {
    const helper = compiled ? startCompiledHelper(compiled) : startInferenceHelper(manifestSha256, backend);
    helper.ready.catch(() => {}); // it may fail before anybody waits for it
    return helper;
  });
}

function startInferenceHelper(manifestSha256: string, backend: BackendName): Helper {
  // The script that runs here, under the address by which the bundler started it.
  const client = new InferenceClient(
    () => new Worker(self.location.href, { type: "module", name: "inference helper" }),
  );
  const ready = client.load(manifestSha256).then((model): Classify => {
    if (model.backend !== backend) throw new Error(`It runs on ${model.backend} there.`);
    return (pixels, count) => client.classify(manifestSha256, pixels, count);
  });
  return { ready, end: () => client.end() };
}

function startCompiledHelper(network: CompiledNetwork): Helper {
  const worker = new Worker(new URL("./compiled-worker.ts", import.meta.url), { type: "module", name: "test helper" });
  /** Of requests in their order, as answers come. */
  const waiting: { resolve: (response: CompiledResponse) => void; reject: (error: Error) => void }[] = [];
  worker.onmessage = ({ data }: MessageEvent<CompiledResponse>) => {
    const asked = waiting.shift();
    if (data.type === "failed") asked?.reject(new Error(data.message));
    else asked?.resolve(data);
  };
  worker.onerror = (event) => {
    event.preventDefault();
    for (const { reject } of waiting.splice(0)) reject(new Error("It has stopped."));
  };
  const ask = (request: CompiledRequest) =>
    new Promise<CompiledResponse>((resolve, reject) => {
      waiting.push({ resolve, reject });
      worker.postMessage(request);
    });
  const classify: Classify = async (pixels, count) => {
    const response = await ask({ type: "classify", pixels, count });
    if (response.type !== "answered") throw new Error("It answered another question.");
    return response.answers;
  };
  return { ready: ask({ type: "start", network }).then(() => classify), end: () => worker.terminate() };
}
