/** The other side of an inference worker: requests as promises, with progress and cancelling. */
import type { Explanation, Question } from "./explain-messages.ts";
import type {
  InferenceRequest,
  InferenceResponse,
  PassedOver,
  ReadyModel,
  RunsOn,
  TestedPictures,
} from "./messages.ts";
import { pageShare } from "./share-header.ts";

export type Classification = RunsOn & {
  /** float32 [count, classes] */
  probabilities: Float32Array;
  /** What the network took for all pictures of the request, without loading. */
  milliseconds: number;
  classes: string[];
};

type Answer = Extract<InferenceResponse, { type: "loaded" | "classified" | "explained" | "test-ended" }>;
type Options = {
  signal?: AbortSignal;
  onProgress?: ((receivedBytes: number, totalBytes: number) => void) | undefined;
  /** How far an explanation is. */
  onAdvance?: ((done: number, total: number) => void) | undefined;
  onTested?: ((tested: TestedPictures) => void) | undefined;
};
type Pending = Omit<Options, "signal"> & {
  /** Said again to the worker that takes the place of one that hung. */
  request: Numbered;
  resolve: (answer: Answer) => void;
  reject: (error: Error) => void;
};
/** A request before it has its number. */
type Numbered = Extract<InferenceRequest, { type: "load" | "classify" | "explain" | "test" }>;
type Unnumbered = Numbered extends infer R ? (R extends Numbered ? Omit<R, "id" | "share"> : never) : never;

/** A worker whose script is refused or broken may say nothing at all; a slow connection needs less than this. */
const START_MILLISECONDS = 45_000;
const ANOTHER = "The inference worker answered another question.";

export class InferenceClient {
  readonly #startWorker: () => Worker;
  #worker: Worker | null = null;
  #startTimer: ReturnType<typeof setTimeout> | undefined;
  #hangTimer: ReturnType<typeof setTimeout> | undefined;
  /** Backends that a worker hung in. */
  readonly #excluded: PassedOver[] = [];
  #nextId = 1;
  readonly #pending = new Map<number, Pending>();

  constructor(startWorker: () => Worker) {
    this.#startWorker = startWorker;
  }

  /** Fetches, checks and builds a model, and keeps its files if so asked. Rejects with a message to show, or with the signal's reason. */
  async load(
    manifestSha256: string,
    { keep = false, ...options }: Options & { keep?: boolean } = {},
  ): Promise<ReadyModel> {
    const answer = await this.#ask({ type: "load", manifestSha256, keep }, options);
    if (answer.type !== "loaded") throw new Error(ANOTHER);
    return answer.model;
  }

  /** Classifies uint8 `pixels` [count, height, width, channels], loading the model first where that is needed. */
  async classify(
    manifestSha256: string,
    pixels: Uint8Array<ArrayBuffer>,
    count: number,
    options: Options = {},
  ): Promise<Classification> {
    const answer = await this.#ask({ type: "classify", manifestSha256, pixels, count }, options);
    if (answer.type !== "classified") throw new Error(ANOTHER);
    return answer;
  }

  /** Explains the answer to one picture, uint8 [height, width, channels]; `milliseconds` is without loading. */
  async explain(
    manifestSha256: string,
    pixels: Uint8Array<ArrayBuffer>,
    question: Question,
    options: Options = {},
  ): Promise<{ explanation: Explanation; milliseconds: number }> {
    const answer = await this.#ask({ type: "explain", manifestSha256, pixels, question }, options);
    if (answer.type !== "explained") throw new Error(ANOTHER);
    return answer;
  }

  /**
   * Classifies the published test pictures that `indexSha256` names, loading the model first where that is needed. Settles
   * after the last; `onTested` gets the answers as they come.
   */
  async test(
    manifestSha256: string,
    indexSha256: string,
    options: Options & { onTested: (tested: TestedPictures) => void },
  ): Promise<void> {
    await this.#ask({ type: "test", manifestSha256, indexSha256 }, options);
  }

  #ask(unnumbered: Unnumbered, { signal, ...listeners }: Options): Promise<Answer> {
    if (signal?.aborted) return Promise.reject(signal.reason);
    const id = this.#nextId++;
    const share = pageShare();
    const request: Numbered = share === null ? { ...unnumbered, id } : { ...unnumbered, id, share };
    return new Promise<Answer>((resolve, reject) => {
      this.#pending.set(id, { request, resolve, reject, ...listeners });
      signal?.addEventListener("abort", () => {
        if (!this.#pending.delete(id)) return;
        this.#send({ type: "cancel", id });
        reject(signal.reason);
      });
      this.#send(request);
    });
  }

  #send(request: InferenceRequest): void {
    this.#worker ??= this.#start();
    this.#worker.postMessage(request);
  }

  #start(): Worker {
    const worker = this.#startWorker();
    worker.onmessage = ({ data }: MessageEvent<InferenceResponse>) => this.#receive(data);
    worker.onerror = (event) => {
      event.preventDefault();
      this.#fail(worker, "The part of the page that runs models has stopped. Try again, or reload the page.");
    };
    this.#startTimer = setTimeout(
      () => this.#fail(worker, "The part of the page that runs models did not start. Reload the page to try again."),
      START_MILLISECONDS,
    );
    if (this.#excluded.length > 0) worker.postMessage({ type: "exclude", passedOver: this.#excluded });
    return worker;
  }

  #receive(response: InferenceResponse): void {
    if (response.type === "started") {
      clearTimeout(this.#startTimer);
      return;
    }
    if (response.type === "working") {
      const { backend, milliseconds } = response;
      clearTimeout(this.#hangTimer);
      this.#hangTimer = setTimeout(() => this.#giveUp(backend), milliseconds);
      return;
    }
    if (response.type === "worked") {
      clearTimeout(this.#hangTimer);
      return;
    }
    const pending = this.#pending.get(response.id);
    if (!pending) return; // cancelled meanwhile
    if (response.type === "progress") {
      pending.onProgress?.(response.receivedBytes, response.totalBytes);
      return;
    }
    if (response.type === "tested") {
      pending.onTested?.(response);
      return;
    }
    if (response.type === "advanced") {
      pending.onAdvance?.(response.done, response.total);
      return;
    }
    this.#pending.delete(response.id);
    if (response.type === "failed") pending.reject(new Error(response.message));
    else pending.resolve(response);
  }

  /** A worker that hangs in a backend is replaced by one that leaves this out, and is asked again what was under way. */
  #giveUp(backend: PassedOver["backend"]): void {
    this.#excluded.push({ backend, reason: "it did not answer in time" });
    this.end();
    for (const { request } of this.#pending.values()) this.#send(request);
  }

  /** Ends the worker; the next request starts another. */
  end(): void {
    this.#worker?.terminate();
    clearTimeout(this.#startTimer);
    clearTimeout(this.#hangTimer);
    this.#worker = null;
  }

  /** A worker that has crashed is thrown away with all that waited for it; the next request starts a fresh one. */
  #fail(worker: Worker, message: string): void {
    if (worker !== this.#worker) return;
    this.end();
    const waiting = [...this.#pending.values()];
    this.#pending.clear();
    for (const { reject } of waiting) reject(new Error(message));
  }
}
