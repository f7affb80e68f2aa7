/** The page's side of the picture worker: requests as promises. */
import type { ImageShape } from "#domain/architectures/layers";
import type { Pixels } from "./area-average.ts";
import { PictureError } from "./open-picture.ts";
import type { PicturePreview, PictureRequest, PictureResponse } from "./picture-messages.ts";

type Answer = Extract<PictureResponse, { type: "opened" | "previewed" | "kept" }>;
type Unnumbered = PictureRequest extends infer R ? (R extends PictureRequest ? Omit<R, "id"> : never) : never;

class PictureClient {
  #worker: Worker | null = null;
  #nextId = 1;
  readonly #pending = new Map<number, { resolve: (answer: Answer) => void; reject: (error: Error) => void }>();

  /** Checks and decodes a file. Rejects with {@link PictureError} when it cannot be used. */
  async open(file: Blob): Promise<Pixels> {
    const answer = await this.#ask({ type: "open", file });
    if (answer.type !== "opened") throw new PictureError("The picture was not opened. Try again.");
    return answer.pixels;
  }

  /** The same for one of many, of which little is kept: a thumbnail, and what networks of these input shapes see. */
  async preview(file: Blob, shapes: readonly ImageShape[]): Promise<PicturePreview> {
    const answer = await this.#ask({ type: "preview", file, shapes });
    if (answer.type !== "previewed") throw new PictureError("The picture was not opened. Try again.");
    return answer.preview;
  }

  /** Keeps the worker's scripts for when there is no connection. */
  async keep(): Promise<void> {
    await this.#ask({ type: "keep" });
  }

  #ask(request: Unnumbered): Promise<Answer> {
    const id = this.#nextId++;
    return new Promise((resolve, reject) => {
      this.#pending.set(id, { resolve, reject });
      this.#worker ??= this.#start();
      this.#worker.postMessage({ ...request, id } satisfies PictureRequest);
    });
  }

  #start(): Worker {
    const worker = new Worker(new URL("./picture-worker.ts", import.meta.url), { type: "module", name: "pictures" });
    worker.onmessage = ({ data }: MessageEvent<PictureResponse>) => {
      const pending = this.#pending.get(data.id);
      this.#pending.delete(data.id);
      if (data.type === "failed") pending?.reject(new PictureError(data.message));
      else pending?.resolve(data);
    };
    worker.onerror = (event) => {
      event.preventDefault();
      worker.terminate();
      this.#worker = null;
      const waiting = [...this.#pending.values()];
      this.#pending.clear();
      for (const { reject } of waiting) {
        reject(
          new PictureError("The browser ran out of memory over a picture. Close other tabs, or choose a smaller one."),
        );
      }
    };
    return worker;
  }
}

/** One worker serves the whole page; it starts with the first picture. */
export const pictures = new PictureClient();
