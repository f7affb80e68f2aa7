/**
 * Which TensorFlow.js backends there are in this browser, in what order they are tried, and how one is started. It is
 * the only place in the browser that names them.
 */
import "@tensorflow/tfjs-backend-cpu";
import "@tensorflow/tfjs-backend-webgl";
import { setWasmPaths } from "@tensorflow/tfjs-backend-wasm";
import type { MathBackendWebGL } from "@tensorflow/tfjs-backend-webgl";
import * as tf from "@tensorflow/tfjs-core";
import type { BackendName } from "#domain/models/backends";

const plainWasm = new URL("@tensorflow/tfjs-backend-wasm/wasm-out/tfjs-backend-wasm.wasm", import.meta.url).href;
const simdWasm = new URL("@tensorflow/tfjs-backend-wasm/wasm-out/tfjs-backend-wasm-simd.wasm", import.meta.url).href;
setWasmPaths({
  "tfjs-backend-wasm.wasm": plainWasm,
  "tfjs-backend-wasm-simd.wasm": simdWasm,
  // All three have to be named; the threaded build is switched off below and never fetched.
  "tfjs-backend-wasm-threaded-simd.wasm": simdWasm,
});
// The threaded build starts workers of its own, whose scripts the bundler does not carry along; it would never settle.
tf.env().set("WASM_HAS_MULTITHREAD_SUPPORT", false);

/**
 * From here on a graphics device is worth its start-up: shaders compile for seconds, while WebAssembly does about 10 GFLOPs
 * a second from the first picture on.
 */
const GRAPHICS_FLOPS = 2e9;

/** What of WebGPU is used here; TypeScript does not know it in workers. */
type Adapter = { info?: Partial<Record<"vendor" | "architecture" | "device" | "description", string>> };
type Gpu = { requestAdapter(): Promise<Adapter | null> };
type LosableDevice = { lost: Promise<unknown> };

/** What there is to draw with. The last two tell in the browser's words what does it, null where nothing does. */
export type Graphics = {
  hasWebGpu: boolean;
  webGpuAdapter: () => Promise<string | null>;
  webGlRenderer: () => string | null;
};

/**
 * Backends in the order to try them, for a network of `flops` a picture.
 *
 * @param graphics is asked what draws only where it matters
 */
export async function backendOrder(flops: number, graphics: Graphics): Promise<BackendName[]> {
  const drawing: BackendName[] = graphics.hasWebGpu ? ["webgpu", "webgl"] : ["webgl"];
  const first: BackendName[] = [];
  if (flops >= GRAPHICS_FLOPS) {
    if (graphics.hasWebGpu && isDevice(await graphics.webGpuAdapter())) first.push("webgpu");
    if (isDevice(graphics.webGlRenderer())) first.push("webgl");
  }
  return [...first, "wasm", ...drawing.filter((backend) => !first.includes(backend)), "cpu"];
}

/** Renderers that draw on the processor, ten times as slowly as WebAssembly computes. */
const SOFTWARE = /swiftshader|llvmpipe|softpipe|software|basic render/i;
const isDevice = (renderer: string | null) => renderer !== null && !SOFTWARE.test(renderer);

const gpu = (navigator as unknown as { gpu?: Gpu }).gpu;

export const browserGraphics: Graphics = {
  hasWebGpu: gpu !== undefined,
  webGpuAdapter: async () => {
    const adapter = await gpu?.requestAdapter().catch(() => null);
    if (!adapter) return null;
    const { vendor, architecture, device, description } = adapter.info ?? {};
    return [vendor, architecture, device, description].join(" ");
  },
  webGlRenderer: () => {
    if (typeof OffscreenCanvas === "undefined") return null;
    const gl = new OffscreenCanvas(1, 1).getContext("webgl2");
    if (!gl) return null;
    // Firefox says it without the extension.
    const info = gl.getExtension("WEBGL_debug_renderer_info");
    const renderer = String(gl.getParameter(info ? info.UNMASKED_RENDERER_WEBGL : gl.RENDERER));
    gl.getExtension("WEBGL_lose_context")?.loseContext();
    return renderer;
  },
};

/** TensorFlow.js sets up all kernels of a backend anew when it is told to use it, even if it does already. */
let active: BackendName | null = null;

/**
 * Makes `backend` the active one. Rejects when it cannot be started. One that never says whether it can leaves TensorFlow.js
 * of no use for any other: whoever waits has to give the worker up.
 */
export async function startBackend(backend: BackendName): Promise<void> {
  if (active === backend) return;
  active = null;
  // Three hundred kilobytes that few browsers need: they come when they are asked for.
  if (backend === "webgpu") await import("@tensorflow/tfjs-backend-webgpu");
  if (!(await tf.setBackend(backend))) throw new Error("it does not start in this browser");
  if (backend === "webgpu") watchDevice();
  active = backend;
}

let webGpuIsWatched = false;
let webGpuIsLost = false;

function watchDevice(): void {
  if (webGpuIsWatched) return;
  webGpuIsWatched = true;
  void (tf.backend() as unknown as { device: LosableDevice }).device.lost.then(() => {
    webGpuIsLost = true;
  });
}

/** Whether the browser has taken the device away: WebGL goes on without an error then, with rubbish for answers. */
export function isBackendLost(backend: BackendName): boolean {
  if (backend === "webgpu") return webGpuIsLost;
  if (backend !== "webgl") return false;
  const webgl = tf.findBackend("webgl") as MathBackendWebGL | null;
  return webgl?.gpgpu?.gl?.isContextLost() ?? false;
}
