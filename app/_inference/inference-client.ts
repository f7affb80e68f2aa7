/** The page's side of the inference worker: requests as promises, with progress and cancelling. */
import type { InferenceRequest, InferenceResponse, ReadyModel } from "./messages.ts";

export type Classification = {
  /** float32 [count, classes] */
  probabilities: Float32Array;
  /** What the network took for all pictures of the request, without loading. */
  milliseconds: number;
  model: ReadyModel;
};

type Answer = Extract<InferenceResponse, { type: "loaded" | "classified" }>;
type Progress = (receivedBytes: number, totalBytes: number) => void;
type Pending = { resolve: (answer: Answer) => void; reject: (error: Error) => void; onProgress: Progress | undefined };
type Options = { signal?: AbortSignal; onProgress?: Progress };
/** A request before it has its number. */
type Numbered = Extract<InferenceRequest, { type: "load" | "classify" }>;
type Unnumbered = Numbered extends infer R ? (R extends Numbered ? Omit<R, "id"> : never) : never;

/** A worker whose script is refused or broken may say nothing at all; a slow connection needs less than this. */
const START_MILLISECONDS = 45_000;

export class InferenceClient {
  #worker: Worker | null = null;
  #startTimer: ReturnType<typeof setTimeout> | undefined;
  #nextId = 1;
  readonly #pending = new Map<number, Pending>();

  /** Fetches, checks and builds a model, and keeps its files if so asked. Rejects with a message to show, or with the signal's reason. */
  async load(
    manifestSha256: string,
    { keep = false, ...options }: Options & { keep?: boolean } = {},
  ): Promise<ReadyModel> {
    return (await this.#ask({ type: "load", manifestSha256, keep }, options)).model;
  }

  /** Classifies uint8 `pixels` [count, height, width, channels], loading the model first where that is needed. */
  async classify(
    manifestSha256: string,
    pixels: Uint8Array<ArrayBuffer>,
    count: number,
    options: Options = {},
  ): Promise<Classification> {
    const answer = await this.#ask({ type: "classify", manifestSha256, pixels, count }, options);
    if (answer.type !== "classified") throw new Error("The inference worker answered another question.");
    return answer;
  }

  #ask(request: Unnumbered, { signal, onProgress }: Options): Promise<Answer> {
    if (signal?.aborted) return Promise.reject(signal.reason);
    const id = this.#nextId++;
    return new Promise<Answer>((resolve, reject) => {
      this.#pending.set(id, { resolve, reject, onProgress });
      signal?.addEventListener("abort", () => {
        if (!this.#pending.delete(id)) return;
        this.#send({ type: "cancel", id });
        reject(signal.reason);
      });
      this.#send({ ...request, id });
    });
  }

  #send(request: InferenceRequest): void {
    this.#worker ??= this.#start();
    this.#worker.postMessage(request);
  }

  #start(): Worker {
    const worker = new Worker(new URL("./worker.ts", import.meta.url), { type: "module", name: "inference" });
    worker.onmessage = ({ data }: MessageEvent<InferenceResponse>) => this.#receive(data);
    worker.onerror = (event) => {
      event.preventDefault();
      this.#fail(worker, "The part of the page that runs models has stopped. Try again, or reload the page.");
    };
    this.#startTimer = setTimeout(
      () => this.#fail(worker, "The part of the page that runs models did not start. Reload the page to try again."),
      START_MILLISECONDS,
    );
    return worker;
  }

  #receive(response: InferenceResponse): void {
    if (response.type === "started") {
      clearTimeout(this.#startTimer);
      return;
    }
    const pending = this.#pending.get(response.id);
    if (!pending) return; // cancelled meanwhile
    if (response.type === "progress") {
      pending.onProgress?.(response.receivedBytes, response.totalBytes);
      return;
    }
    this.#pending.delete(response.id);
    if (response.type === "failed") pending.reject(new Error(response.message));
    else pending.resolve(response);
  }

  /** A worker that has crashed is thrown away with all that waited for it; the next request starts a fresh one. */
  #fail(worker: Worker, message: string): void {
    worker.terminate();
    clearTimeout(this.#startTimer);
    this.#worker = null;
    const waiting = [...this.#pending.values()];
    this.#pending.clear();
    for (const { reject } of waiting) reject(new Error(message));
  }
}

/** One worker serves the whole page; it starts with the first request. */
export const inference = new InferenceClient();
