/**
 * One model, ready to answer: built on the first backend that reproduces the trainer's golden outputs. When a backend
 * fails later (a phone takes the graphics device away), the model moves on to the next one by itself.
 */
import { summarize } from "#domain/architectures/summary";
import { Classifier, type ClassifierModel } from "#ml/inference/classifier";
import { backendOrder, graphicsRenderer, isBackendLost, startBackend } from "./backends.ts";
import { InferenceError } from "./fetch-artefact.ts";
import type { ModelFiles } from "./fetch-model.ts";
import type { BackendName, PassedOver } from "./messages.ts";

/** Backends may differ from the trainer by this much in probability: rounding, not a different answer. */
const GOLDEN_TOLERANCE = 1e-3;

/** What of a model's files is needed to run it. */
export type RunnableModel = Omit<ModelFiles, "manifest" | "bytes" | "manifestBytes"> & { manifest: ClassifierModel };

type Open = { backend: BackendName; classifier: Classifier; goldenDifference: number };

export class ServedModel {
  readonly #files: RunnableModel;
  readonly #untried: BackendName[];
  readonly #passedOver: PassedOver[] = [];
  #open: Open | null = null;

  private constructor(files: RunnableModel) {
    this.#files = files;
    const { layers, input } = files.manifest;
    this.#untried = backendOrder(summarize(layers, input.shape).flops, graphicsRenderer);
  }

  /** Builds the model; rejects when no backend of this browser computes it rightly. */
  static async open(files: RunnableModel): Promise<ServedModel> {
    const model = new ServedModel(files);
    await model.#ready();
    return model;
  }

  get state(): { backend: BackendName; goldenDifference: number; passedOver: PassedOver[] } | null {
    if (!this.#open) return null;
    const { backend, goldenDifference } = this.#open;
    return { backend, goldenDifference, passedOver: [...this.#passedOver] };
  }

  /** Probabilities, float32 [count, classes], of uint8 `pixels` [count, height, width, channels]. */
  async classify(pixels: Uint8Array, count: number): Promise<Float32Array> {
    for (;;) {
      const { backend, classifier } = await this.#ready();
      try {
        await startBackend(backend); // another model may have made its own backend the active one
        if (isBackendLost(backend)) throw new Error("the browser took the graphics device away");
        const probabilities = await classifier.classify(pixels, count);
        if (!probabilities.every(Number.isFinite)) throw new Error("it gave an answer that is not a number");
        return probabilities;
      } catch (error) {
        this.#passOver(backend, error);
      }
    }
  }

  dispose(): void {
    this.#open?.classifier.dispose();
    this.#open = null;
  }

  #passOver(backend: BackendName, error: unknown): void {
    this.dispose();
    this.#passedOver.push({ backend, reason: error instanceof Error ? error.message : String(error) });
  }

  async #ready(): Promise<Open> {
    while (!this.#open) {
      const backend = this.#untried.shift();
      if (!backend) {
        const reasons = this.#passedOver.map((tried) => `${tried.backend}: ${tried.reason}`).join("; ");
        throw new InferenceError(`This browser cannot run the model (${reasons}).`);
      }
      try {
        this.#open = await this.#build(backend);
      } catch (error) {
        this.#passOver(backend, error);
      }
    }
    return this.#open;
  }

  /** Building runs the golden images once, so shaders are compiled and memory is laid out before the first picture. */
  async #build(backend: BackendName): Promise<Open> {
    await startBackend(backend);
    const { manifest, weights, backbone, goldenInputs, goldenOutputs } = this.#files;
    const classifier = new Classifier(manifest, { weights, backbone });
    try {
      const goldenDifference = await classifier.selfTest(goldenInputs, goldenOutputs);
      // Written so that a NaN fails too.
      if (!(goldenDifference <= GOLDEN_TOLERANCE)) {
        throw new Error(`its answers differ from the trainer's by ${goldenDifference.toPrecision(2)}`);
      }
      return { backend, classifier, goldenDifference };
    } catch (error) {
      classifier.dispose();
      throw error;
    }
  }
}
