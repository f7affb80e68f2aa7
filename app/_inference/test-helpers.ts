/**
 * Workers that classify beside the inference worker while it runs a test set. TensorFlow.js' WebAssembly computes on one
 * processor, also where a page is isolated (docs/decisions/048-more-workers-not-threads.md); each of these has its own.
 */

import type { BackendName } from "#domain/models/backends";
import type { Classify } from "./answer-batches.ts";
import { InferenceClient } from "./inference-client.ts";

/** Each holds the model once more. */
const MOST_HELPERS = 3;

export type Helper = {
  /** Rejects where the model does not run there as it does here. */
  ready: Promise<Classify>;
  end: () => void;
};

/** One for each further processor; each loads and tests the model first, so `ready` takes a moment. */
export function startHelpers(manifestSha256: string, backend: BackendName): Helper[] {
  const count = Math.min(navigator.hardwareConcurrency - 1, MOST_HELPERS);
  return Array.from({ length: Math.max(0, count) }, () => {
    // The script that runs here, under the address by which the bundler started it.
    const client = new InferenceClient(
      () => new Worker(self.location.href, { type: "module", name: "inference helper" }),
    );
    const ready = client.load(manifestSha256).then((model): Classify => {
      if (model.backend !== backend) throw new Error(`It runs on ${model.backend} there.`);
      return (pixels, count) => client.classify(manifestSha256, pixels, count);
    });
    ready.catch(() => {}); // it may fail before anybody waits for it
    return { ready, end: () => client.end() };
  });
}
