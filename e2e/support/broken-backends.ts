/**
 * Browsers in which a backend does not work: what it needs is broken in the inference worker, before the worker's own
 * script. The product has no switch for this.
 */
import type { Page } from "@playwright/test";
import { inferenceWorker } from "./ask-worker.ts";

/** What of a worker is broken, as a script. */
export const BROKEN = {
  /** No WebAssembly at all. */
  wasm: `Object.defineProperty(self, "WebAssembly", { value: undefined });`,
  /** It answers neither yes nor no. */
  wasmSilent: `WebAssembly.instantiate = WebAssembly.instantiateStreaming = () => new Promise(() => {});`,
  /** It computes for ever, and the worker with it. */
  wasmHanging: `WebAssembly.instantiate = WebAssembly.instantiateStreaming = () => { for (;;); };`,
  /** A kernel of it does nothing, neither of TensorFlow.js nor of a compiled network. */
  wasmWrong: idleFunctions(["_FusedMatMul", "FusedConv2D", "Conv2D", "BatchMatMul", "run"]),
  /** A compiled network does nothing. */
  compiledWrong: idleFunctions(["run"]),
  webgpu: `Object.defineProperty(WorkerNavigator.prototype, "gpu", { get: () => undefined });`,
  webgl: `{
    const getContext = OffscreenCanvas.prototype.getContext;
    OffscreenCanvas.prototype.getContext = function (type, ...rest) {
      return type.startsWith("webgl") ? null : getContext.call(this, type, ...rest);
    };
  }`,
  /** Pixels that are read back are other ones, as in browsers that guard against fingerprinting. */
  pixels: `{
    const getImageData = OffscreenCanvasRenderingContext2D.prototype.getImageData;
    OffscreenCanvasRenderingContext2D.prototype.getImageData = function (...rest) {
      const image = getImageData.apply(this, rest);
      image.data[5] ^= 1;
      return image;
    };
  }`,
  /** Nothing yet, but `loseDevices` can take away what draws. */
  losable: `{
    const taken = [];
    self.loseDevices = () => Promise.all(taken.map((take) => take()));
    const getContext = OffscreenCanvas.prototype.getContext;
    OffscreenCanvas.prototype.getContext = function (type, ...rest) {
      const context = getContext.call(this, type, ...rest);
      if (type === "webgl2") taken.push(() => context.getExtension("WEBGL_lose_context")?.loseContext());
      return context;
    };
    if (self.GPUAdapter) {
      const requestDevice = GPUAdapter.prototype.requestDevice;
      GPUAdapter.prototype.requestDevice = async function (...rest) {
        const device = await requestDevice.apply(this, rest);
        taken.push(() => (device.destroy(), device.lost));
        return device;
      };
    }
  }`,
} as const;

/** Functions of WebAssembly that leave their results as they find them. */
function idleFunctions(functions: readonly string[]): string {
  return `{
    const idle = Object.fromEntries(${JSON.stringify(functions)}.map((name) => [name, () => {}]));
    const broken = (instance) => ({ exports: { ...instance.exports, ...idle } });
    for (const name of ["instantiate", "instantiateStreaming"]) {
      const original = WebAssembly[name];
      WebAssembly[name] = async (...rest) => {
        const answer = await original.apply(WebAssembly, rest);
        // Of a module that is compiled already, the instance alone.
        if (answer instanceof WebAssembly.Instance) return broken(answer);
        return { module: answer.module, instance: broken(answer.instance) };
      };
    }
  }`;
}

/** Starts every inference worker of the page with these things broken. */
export async function breakBackends(page: Page, broken: readonly (keyof typeof BROKEN)[]): Promise<void> {
  const before = broken.map((name) => BROKEN[name]).join("\n");
  await page.route(WORKER_SCRIPT, async (route) => {
    const response = await route.fetch();
    await route.fulfill({ response, body: `${before}\n${await response.text()}` });
  });
}

/** The bundler's name for what starts a worker. */
const WORKER_SCRIPT = /\/_next\/static\/chunks\/[^/]*worker[^/]*\.js/;

/** Takes away the devices of the inference worker, in which `losable` is broken. */
export async function loseDevices(page: Page): Promise<void> {
  const worker = await inferenceWorker(page);
  await worker.evaluate(() => (self as unknown as { loseDevices: () => Promise<unknown> }).loseDevices());
}
