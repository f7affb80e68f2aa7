import type { BackendName } from "#domain/models/backends";

/** As people know them. */
export const BACKEND_NAMES: Record<BackendName, string> = {
  webgpu: "WebGPU",
  webgl: "WebGL",
  wasm: "WebAssembly",
  cpu: "JavaScript",
};
