/** A model on the whole test set: the pictures that the trainer tested it on, in order, and what it answers to them. */

import type { BackendName } from "#domain/models/backends";
import type { ModelManifest } from "#domain/models/manifest";
import { TopPredictions } from "#ml/evaluation/top-predictions";
import { answerBatches, type Classify } from "./answer-batches.ts";
import { InferenceError } from "./fetch-artefact.ts";
import type { TestedPictures } from "./messages.ts";
import { nextTask } from "./next-task.ts";
import { fetchTestIndex, type TestBatch, testBatches } from "./test-stream.ts";

export type TestedModel = {
  manifest: Pick<ModelManifest, "classes" | "golden" | "test">;
  /** The first test pictures as the trainer knows them. */
  goldenInputs: Uint8Array;
  /** Pictures of a batch. */
  size: number;
  classify: Classify;
  /** Other workers with the same model. */
  helpers: readonly Promise<Classify>[];
};

/** A batch is a power of two, so that sheets are cut into whole ones; small enough for the caches of a processor. */
const LARGEST_BATCH = 64;
/** A batch of a large network is not to take seconds: it can be cancelled between batches only. */
const BATCH_FLOPS = { webgpu: 1.6e9, webgl: 1.6e9, wasm: 1.6e9, cpu: 0.05e9 } satisfies Record<BackendName, number>;
/** Answers are told so often; each message is a page drawn anew. */
const TOLD_EVERY_MILLISECONDS = 100;

/** @param flops of one picture */
export const batchSize = (flops: number, backend: BackendName): number =>
  2 ** Math.floor(Math.log2(Math.min(LARGEST_BATCH, Math.max(1, BATCH_FLOPS[backend] / flops))));

export async function* testModel(
  { manifest, goldenInputs, size, classify, helpers }: TestedModel,
  indexSha256: string,
  signal: AbortSignal,
): AsyncGenerator<Omit<TestedPictures, "model">> {
  const { classes, golden, test } = manifest;
  const from = performance.now();
  let computeMilliseconds = 0;
  const index = await fetchTestIndex(indexSha256, signal);
  const { count } = test;
  const collector = new Collector(classes.length);
  const batches = genuine(testBatches(index, { count, size, signal }), golden.indices, goldenInputs);
  for await (const { batch, probabilities, milliseconds } of answerBatches(batches, classify, helpers)) {
    computeMilliseconds += milliseconds;
    collector.add(batch, probabilities);
    const isLast = batch.first + batch.count === count;
    if (!isLast && collector.age() < TOLD_EVERY_MILLISECONDS) continue;
    yield { ...collector.take(), count, milliseconds: performance.now() - from, computeMilliseconds };
  }
}

/** The batches, each in a task of its own so that the worker hears what it is told meanwhile. */
async function* genuine(batches: AsyncIterable<TestBatch>, indices: readonly number[], goldenInputs: Uint8Array) {
  for await (const batch of batches) {
    refuseAltered(batch, indices, goldenInputs);
    yield batch;
    await nextTask();
  }
}

/**
 * Browsers that guard against fingerprinting change pixels that a page reads back. The golden pictures are among those of the
 * test set, so that such a change is found out before it is taken for one of the network's.
 */
function refuseAltered(
  { first, count, pixels }: TestBatch,
  indices: readonly number[],
  goldenInputs: Uint8Array,
): void {
  const size = pixels.length / count;
  indices.forEach((image, place) => {
    if (image < first || image >= first + count) return;
    const here = pixels.subarray((image - first) * size, (image - first + 1) * size);
    if (goldenInputs.subarray(place * size, (place + 1) * size).every((value, i) => value === here[i])) return;
    throw new InferenceError(
      "This browser changes the pixels that a page reads back, as some do to prevent fingerprinting. Allow this site to read them, or use another browser.",
    );
  });
}

/** Gathers the answers to batches until they are told. */
class Collector {
  readonly #classes: number;
  #batches: { batch: TestBatch; probabilities: Float32Array }[] = [];
  #since = 0;

  constructor(classes: number) {
    this.#classes = classes;
  }

  add(batch: TestBatch, probabilities: Float32Array): void {
    if (this.#batches.length === 0) this.#since = performance.now();
    this.#batches.push({ batch, probabilities });
  }

  /** Milliseconds since the first of them. */
  age(): number {
    return performance.now() - this.#since;
  }

  take(): Pick<TestedPictures, "first" | "labels" | "top" | "probabilities"> {
    const labels = Uint8Array.from(this.#batches.flatMap(({ batch }) => [...batch.labels]));
    const first = this.#batches[0]?.batch.first ?? 0;
    const answers = new TopPredictions(labels, this.#classes);
    for (const { batch, probabilities } of this.#batches) {
      const places = Int32Array.from({ length: batch.count }, (_, i) => batch.first - first + i);
      answers.addProbabilities(places, probabilities);
    }
    this.#batches = [];
    const { top, probabilities } = answers.predictions;
    return { first, labels, top, probabilities };
  }
}
