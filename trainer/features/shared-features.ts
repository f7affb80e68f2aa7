/** Features that go from trainer to trainer through the artefact store, chunk by chunk under their hashes. */
import type { RunEventData } from "#domain/runs/events";
import type { ArtefactStore } from "#storage/store";
import type { FeatureExchange } from "./ensure-features.ts";

/** Bytes of features that are put into the store: averages of all pictures are fewer, maps are not worth its room. */
const SHARED_BYTES = 1e9;

/** What a set of features is called, and the hashes of its chunks, the first ones without a gap. */
export type SharedFeatures = Omit<Extract<RunEventData, { type: "features-shared" }>, "type">;

type ExchangeOptions = {
  store: Pick<ArtefactStore, "get" | "put">;
  /** What is known to be in the store. */
  known: readonly SharedFeatures[];
  /** Told of features that were put there. */
  onShared: (shared: SharedFeatures) => void;
};

/** Takes features out of the store, and puts there what was computed. */
export const featureExchange = ({ store, known, onShared }: ExchangeOptions): FeatureExchange => ({
  async fetch(key, chunk) {
    const sha256 = known.find((one) => one.key === key)?.chunks[chunk];
    // Bytes that are damaged or gone are computed again.
    return sha256 === undefined ? null : await store.get(sha256).catch(() => null);
  },
  async offer(key, bytes, chunks) {
    if (bytes > SHARED_BYTES) return;
    const hashes: string[] = [];
    for await (const chunk of chunks) hashes.push((await store.put(chunk)).sha256);
    onShared({ key, bytes, chunks: hashes });
  },
});
