/** Asks the inference worker of a page directly, by the messages that the page itself sends. */
import type { Page, Worker as PageWorker } from "@playwright/test";
import { expect } from "./test.ts";

export type WorkerAnswer = { backend: string; probabilities: number[] };

/** Call it before the page is opened: remembers the page's newest inference worker; another one opens pictures. */
export async function watchWorkers(page: Page): Promise<void> {
  await page.addInitScript(() => {
    const Original = window.Worker;
    window.Worker = class extends Original {
      constructor(...rest: ConstructorParameters<typeof Worker>) {
        super(...rest);
        if (rest[1]?.name !== "inference") return;
        Object.assign(window, { newestWorker: this });
        this.addEventListener("message", ({ data }) => {
          if (data.type === "working") Object.assign(window, { backendAtWork: data });
        });
      }
    };
  });
}

/** The page's newest worker that runs models: another one opens pictures. */
export async function inferenceWorker(page: Page): Promise<PageWorker> {
  const workers = page.workers();
  const names = await Promise.all(workers.map((worker) => worker.evaluate(() => self.name)));
  const worker = workers[names.lastIndexOf("inference")];
  expect(worker, "a page with an inference worker").toBeDefined();
  return worker as PageWorker;
}

/**
 * Waits until a backend is at work and then lets the time pass that it may take; needs `watchWorkers` and a page whose clock
 * is installed.
 */
export async function waitOut(page: Page, backend: string): Promise<void> {
  const work = await page.waitForFunction((backend) => {
    const { backendAtWork } = window as { backendAtWork?: { backend: string; milliseconds: number } };
    return backendAtWork?.backend === backend && backendAtWork;
  }, backend);
  const { milliseconds } = (await work.jsonValue()) || { milliseconds: 0 };
  await page.clock.fastForward(milliseconds + 1);
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
