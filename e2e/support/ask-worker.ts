/** Asks the inference worker of a page directly, by the messages that the page itself sends. */
import type { Page } from "@playwright/test";

export type WorkerAnswer = { backend: string; probabilities: number[] };

/** Call it before the page is opened: remembers the page's newest inference worker; another one opens pictures. */
export async function watchWorkers(page: Page): Promise<void> {
  await page.addInitScript(() => {
    const Original = window.Worker;
    window.Worker = class extends Original {
      constructor(...rest: ConstructorParameters<typeof Worker>) {
        super(...rest);
        if (rest[1]?.name === "inference") Object.assign(window, { newestWorker: this });
      }
    };
  });
}

/** What the worker answers to uint8 `pixels` of `count` pictures, all in one request. */
export async function askWorker(
  page: Page,
  manifestSha256: string,
  pixels: Buffer,
  count: number,
): Promise<WorkerAnswer> {
  return page.evaluate(
    async ({ manifestSha256, base64, count }) => {
      const { newestWorker: worker } = window as unknown as { newestWorker: Worker };
      const id = 1_000_000; // the page counts its own from 1
      const bytes = Uint8Array.from(atob(base64), (letter) => letter.charCodeAt(0));
      return new Promise<WorkerAnswer>((resolve, reject) => {
        worker.addEventListener("message", function heard({ data }) {
          if (data.id !== id || data.type === "progress") return;
          worker.removeEventListener("message", heard);
          if (data.type === "failed") reject(new Error(data.message));
          else resolve({ backend: data.backend, probabilities: [...data.probabilities] });
        });
        worker.postMessage({ type: "classify", id, manifestSha256, pixels: bytes, count });
      });
    },
    { manifestSha256, base64: pixels.toString("base64"), count },
  );
}
