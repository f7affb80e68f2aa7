/**
 * One model, ready to answer: built on the first backend that reproduces the trainer's golden outputs. When a backend
 * fails later (a phone takes the graphics device away), the model moves on to the next one by itself.
 */
import { summarize } from "#domain/architectures/summary";
import type { BackendName } from "#domain/models/backends";
import { GOLDEN_TOLERANCE } from "#domain/models/weight-types";
import { Classifier, type ClassifierModel } from "#ml/inference/classifier";
import { createCompiledPredictor } from "#ml/inference/compiled-predictor";
import { type CreatePredictor, createEagerPredictor } from "#ml/inference/predictor";
import type { CompiledNetwork } from "#ml/wasm/compile-network";
import { NotCompiledError } from "#ml/wasm/stages";
import { backendOrder, browserGraphics, isBackendLost, startBackend } from "./backends.ts";
import { InferenceError } from "./fetch-artefact.ts";
import type { ModelFiles } from "./fetch-model.ts";
import type { PassedOver } from "./messages.ts";

/** What of a model's files is needed to run it. */
export type RunnableModel = Omit<ModelFiles, "manifest" | "bytes" | "manifestBytes"> & { manifest: ClassifierModel };

/**
 * A backend that needs longer than this for its work hangs: shaders compile for seconds, and the slowest device that is
 * worth waiting for computes 0.1 GFLOPs a second.
 */
const HANGS = { milliseconds: 15_000, flopsPerMillisecond: 0.1e6 };

/** Looking into a network costs no more than answering for so many pictures. */
const INSPECTED_AS = 8;

/** Around a model: who notices when it hangs, and what hung before. */
export type Host = {
  excluded: readonly PassedOver[];
  /** Does `work` on `backend`, which should not take longer than `milliseconds`. */
  watch: <T>(backend: BackendName, milliseconds: number, work: () => Promise<T>) => Promise<T>;
};

type Open = { backend: BackendName; classifier: Classifier; goldenDifference: number };

export class ServedModel {
  readonly #files: RunnableModel;
  readonly #untried: BackendName[];
  readonly #passedOver: PassedOver[];
  readonly #host: Host;
  #open: Open | null = null;
  /** For one picture. */
  readonly flops: number;

  private constructor(files: RunnableModel, flops: number, host: Host, order: readonly BackendName[]) {
    const isExcluded = (name: BackendName) => host.excluded.some(({ backend }) => backend === name);
    this.#files = files;
    this.flops = flops;
    this.#host = host;
    this.#untried = order.filter((backend) => !isExcluded(backend));
    this.#passedOver = host.excluded.filter(({ backend }) => order.includes(backend));
  }

  /** Builds the model; rejects when no backend of this browser computes it rightly. */
  static async open(files: RunnableModel, host: Host): Promise<ServedModel> {
    const { layers, input } = files.manifest;
    const { flops } = summarize(layers, input.shape);
    const model = new ServedModel(files, flops, host, await backendOrder(flops, browserGraphics));
    await model.#ready();
    return model;
  }

  get state(): { backend: BackendName; goldenDifference: number; passedOver: PassedOver[] } | null {
    if (!this.#open) return null;
    const { backend, goldenDifference } = this.#open;
    return { backend, goldenDifference, passedOver: [...this.#passedOver] };
  }

  get manifest(): RunnableModel["manifest"] {
    return this.#files.manifest;
  }

  /** Runs `work` with the model's files on the backend that answers for it; again on the next one if that is lost. */
  async inspect<T>(work: (files: RunnableModel) => Promise<T>): Promise<T> {
    for (;;) {
      const { backend } = await this.#ready();
      try {
        const result = await this.#host.watch(backend, this.#patience(INSPECTED_AS), async () => {
          await startBackend(backend);
          return work(this.#files);
        });
        if (!isBackendLost(backend)) return result;
      } catch (error) {
        if (!isBackendLost(backend)) throw error;
      }
      this.#passOver(backend, new Error("the browser took the graphics device away"));
    }
  }

  /** Probabilities, float32 [count, classes], of uint8 `pixels` [count, height, width, channels]. */
  async classify(pixels: Uint8Array, count: number): Promise<Float32Array> {
    for (;;) {
      const { backend, classifier } = await this.#ready();
      try {
        const work = async () => {
          await startBackend(backend); // another model may have made its own backend the active one
          refuseLost(backend);
          const answer = await classifier.classify(pixels, count);
          refuseLost(backend);
          return answer;
        };
        const probabilities = canHang(backend)
          ? await this.#host.watch(backend, this.#patience(count), work)
          : await work();
        if (!probabilities.every(Number.isFinite)) throw new Error("it gave an answer that is not a number");
        return probabilities;
      } catch (error) {
        this.#passOver(backend, error);
      }
    }
  }

  /** Its network as another worker can run it; null where TensorFlow.js computes it. */
  async copy(): Promise<CompiledNetwork | null> {
    return (await this.#open?.classifier.copy()) ?? null;
  }

  dispose(): void {
    this.#open?.classifier.dispose();
    this.#open = null;
  }

  #patience(pictures: number): number {
    return HANGS.milliseconds + (pictures * this.flops) / HANGS.flopsPerMillisecond;
  }

  #passOver(backend: BackendName, error: unknown): void {
    this.dispose();
    this.#passedOver.push({ backend, reason: reasonOf(error) });
  }

  async #ready(): Promise<Open> {
    while (!this.#open) {
      const backend = this.#untried.shift();
      if (!backend) {
        const reasons = this.#passedOver.map((tried) => `${tried.backend}: ${tried.reason}`).join("; ");
        throw new InferenceError(`This browser cannot run the model (${reasons}).`);
      }
      try {
        const patience =
          HANGS.milliseconds + this.#patience(this.#files.goldenOutputs.length / this.#files.manifest.classes.length);
        this.#open = await this.#host.watch(backend, patience, () => this.#build(backend));
      } catch (error) {
        this.#passOver(backend, error);
      }
    }
    return this.#open;
  }

  /** Building runs the golden images once, so shaders are compiled and memory is laid out before the first picture. */
  async #build(backend: BackendName): Promise<Open> {
    await startBackend(backend); // for explanations too, whatever answers
    refuseLost(backend);
    if (backend !== "wasm") return this.#tested(backend, createEagerPredictor);
    try {
      return await this.#tested(backend, createCompiledPredictor);
    } catch (error) {
      const open = await this.#tested(backend, createEagerPredictor);
      if (!(error instanceof NotCompiledError)) {
        const reason = `compiled for this network, ${reasonOf(error)}, so TensorFlow.js computes it`;
        this.#passedOver.push({ backend, reason });
      }
      return open;
    }
  }

  /** @throws Error when the answers are not the trainer's */
  async #tested(backend: BackendName, createPredictor: CreatePredictor): Promise<Open> {
    const { manifest, weights, backbone, goldenInputs, goldenOutputs } = this.#files;
    const classifier = new Classifier(manifest, { weights, backbone }, createPredictor);
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

const reasonOf = (error: unknown): string => (error instanceof Error ? error.message : String(error));

/** Once it has answered the golden pictures: then WebAssembly waits for nothing, and being watched costs it two messages. */
const canHang = (backend: BackendName): boolean => backend !== "wasm";

function refuseLost(backend: BackendName): void {
  if (isBackendLost(backend)) throw new Error("the browser took the graphics device away");
}
