/** onnxruntime-web on the same network, in a worker of a page of its own: spoken with by the same messages as our worker. */
import { once } from "node:events";
import { readFile } from "node:fs/promises";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import type { Page } from "@playwright/test";
import { z } from "zod";
import type { BenchBrowser } from "../pages/browser.ts";
import { watchWorker } from "./worker-probe.ts";

const DIST = dirname(fileURLToPath(import.meta.resolve("onnxruntime-web")));
const RUNTIME = "ort.wasm.min.mjs";

/** One thread, as our worker has. */
const WORKER = `
import * as ort from "/${RUNTIME}";
ort.env.wasm.numThreads = 1;
ort.env.wasm.wasmPaths = "/";
let session;
self.onmessage = async ({ data: { type, id, ...request } }) => {
  try {
    if (type === "load") {
      const bytes = new Uint8Array(await (await fetch("/" + request.name + ".onnx")).arrayBuffer());
      const from = performance.now();
      session = await ort.InferenceSession.create(bytes, { executionProviders: ["wasm"] });
      self.postMessage({ type: "loaded", id, warmUpMilliseconds: performance.now() - from });
    } else {
      const pictures = new ort.Tensor("uint8", request.pixels, [request.count, 32, 32, 3]);
      const { probabilities } = await session.run({ picture: pictures });
      self.postMessage({ type: "classified", id, probabilities: probabilities.data });
      pictures.dispose();
    }
  } catch (error) {
    self.postMessage({ type: "failed", id, message: String(error) });
  }
};
`;

const PAGE = `<!doctype html><script>new Worker("/worker.mjs", { type: "module" });</script>`;

export type OnnxPage = {
  version: string;
  /** A page with the network `name` loaded, and the milliseconds that its session took once the bytes were there. */
  open: (name: string) => Promise<{ page: Page; warmUpMilliseconds: number }>;
};

/** @param models ONNX files by name */
export async function withOnnxPage<T>(
  browser: BenchBrowser,
  models: Readonly<Record<string, Uint8Array>>,
  work: (onnx: OnnxPage) => Promise<T>,
): Promise<T> {
  const server = createServer(async ({ url = "/" }, response) => {
    const name = url.slice(1);
    const model = models[name.replace(/\.onnx$/, "")];
    if (name === "") return response.setHeader("Content-Type", "text/html").end(PAGE);
    if (name === "worker.mjs") return response.setHeader("Content-Type", "text/javascript").end(WORKER);
    if (model) return response.end(model);
    const file = /^ort[\w.-]+\.(mjs|wasm)$/.test(name) ? await readFile(join(DIST, name)).catch(() => null) : null;
    if (!file) return response.writeHead(404).end();
    return response
      .setHeader("Content-Type", name.endsWith(".wasm") ? "application/wasm" : "text/javascript")
      .end(file);
  });
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  const { port } = server.address() as AddressInfo;
  try {
    return await work({
      version: await installedVersion(),
      open: async (name) => {
        const page = await browser.openPage({ width: 800, height: 600 });
        await watchWorker(page);
        await page.goto(`http://localhost:${port}/`);
        const warmUpMilliseconds = await page.evaluate(
          async (name) => Number((await window.askWorker({ type: "load", name }, "loaded")).answer.warmUpMilliseconds),
          name,
        );
        return { page, warmUpMilliseconds };
      },
    });
  } finally {
    server.closeAllConnections();
    server.close();
  }
}

async function installedVersion(): Promise<string> {
  const description = await readFile(join(DIST, "../package.json"), "utf8");
  return z.object({ version: z.string() }).parse(JSON.parse(description)).version;
}
