/** Speaks with the inference worker of a page as the page does, and sees when it began. */
import type { Page } from "@playwright/test";

type Answer = { type: string; id: number; [name: string]: unknown };
type Ask = (request: Record<string, unknown>, until: string) => Promise<{ answer: Answer; milliseconds: number }>;

/** Installed by `watchWorker`. */
declare global {
  interface Window {
    /** When the page started its worker, in milliseconds since the navigation began. */
    workerStarted: number | null;
    /** Sends a request and waits for an answer of type `until`. */
    askWorker: Ask;
  }
}

function installProbe(): void {
  let worker: Worker | null = null;
  /** The page numbers its own requests from 1. */
  let id = 1_000_000;
  window.workerStarted = null;
  window.askWorker = (request, until) => {
    const asked = id++;
    return new Promise((resolve, reject) => {
      const from = performance.now();
      worker?.addEventListener("message", function heard({ data }: MessageEvent<Answer>) {
        if (data.id !== asked) return;
        if (data.type !== until && data.type !== "failed") return;
        worker?.removeEventListener("message", heard);
        if (data.type === "failed") reject(new Error(String(data.message)));
        else resolve({ answer: data, milliseconds: performance.now() - from });
      });
      worker?.postMessage({ ...request, id: asked });
    });
  };
  const Original = window.Worker;
  window.Worker = class extends Original {
    constructor(...rest: ConstructorParameters<typeof Worker>) {
      super(...rest);
      if (rest[1]?.name === "pictures") return; // it opens pictures, and runs no model
      worker = this;
      window.workerStarted ??= performance.now();
    }
  };
}

/** Watches the workers of every page that is opened from now on. */
export const watchWorker = (page: Page): Promise<void> => page.addInitScript(installProbe).then(() => undefined);

/** Pictures that are asked for in a request, given to a page as base64. */
export type Pictures = { base64: string; imageBytes: number };

/**
 * Milliseconds of the whole way from page to worker and back: `requests` requests one after the other, of `batch` pictures each.
 * The pictures are used in turn.
 */
export function timeRequests(
  page: Page,
  manifestSha256: string | null,
  { base64, imageBytes }: Pictures,
  { requests, batch }: { requests: number; batch: number },
): Promise<number> {
  return page.evaluate(
    async ({ manifestSha256, base64, imageBytes, requests, batch }) => {
      const all = Uint8Array.from(atob(base64), (letter) => letter.charCodeAt(0));
      const size = batch * imageBytes;
      const from = performance.now();
      for (let i = 0; i < requests; i += 1) {
        const start = (i * size) % (all.length - size + 1);
        const pixels = all.slice(start, start + size);
        await window.askWorker({ type: "classify", manifestSha256, pixels, count: batch }, "classified");
      }
      return performance.now() - from;
    },
    { manifestSha256, base64, imageBytes, requests, batch },
  );
}

/** Probabilities of the first `count` pictures, and what the worker said besides. */
export function classify(page: Page, manifestSha256: string | null, { base64, imageBytes }: Pictures, count: number) {
  return page.evaluate(
    async ({ manifestSha256, base64, bytes, count }) => {
      const pixels = Uint8Array.from(atob(base64), (letter) => letter.charCodeAt(0)).slice(0, bytes);
      const request = { type: "classify", manifestSha256, pixels, count };
      const { answer, milliseconds } = await window.askWorker(request, "classified");
      return { probabilities: [...(answer.probabilities as Float32Array)], milliseconds };
    },
    { manifestSha256, base64, bytes: imageBytes * count, count },
  );
}
