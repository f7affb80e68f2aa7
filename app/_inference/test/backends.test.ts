import { expect, test } from "vitest";
import { backendOrder, type Graphics } from "../backends.ts";

const GPU = "ANGLE (NVIDIA, NVIDIA GeForce RTX 3060 Direct3D11 vs_5_0 ps_5_0, D3D11)";
const ADAPTER = "nvidia ampere";
const SMALL = 0.8e9;
const LARGE = 9e9;

const graphics = (renderer: string | null, adapter?: string | null): Graphics => ({
  hasWebGpu: adapter !== undefined,
  webGpuAdapter: async () => adapter ?? null,
  webGlRenderer: () => renderer,
});

test("WebAssembly answers first for a small network, a graphics device for a large one", async () => {
  expect(await backendOrder(SMALL, graphics(GPU))).toEqual(["wasm", "webgl", "cpu"]);
  expect(await backendOrder(LARGE, graphics(GPU))).toEqual(["webgl", "wasm", "cpu"]);
});

test("WebGPU comes before WebGL where the browser has it", async () => {
  expect(await backendOrder(SMALL, graphics(GPU, ADAPTER))).toEqual(["wasm", "webgpu", "webgl", "cpu"]);
  expect(await backendOrder(LARGE, graphics(GPU, ADAPTER))).toEqual(["webgpu", "webgl", "wasm", "cpu"]);
});

test.each([["google swiftshader"], ["llvmpipe"], [null]])(
  "WebGPU that computes on %s comes after WebAssembly",
  async (adapter) => {
    expect(await backendOrder(LARGE, graphics(GPU, adapter))).toEqual(["webgl", "wasm", "webgpu", "cpu"]);
  },
);

test("no graphics device is woken for a small network", async () => {
  const asleep: Graphics = {
    hasWebGpu: true,
    webGpuAdapter: () => Promise.reject(new Error("woken")),
    webGlRenderer: () => {
      throw new Error("woken");
    },
  };
  expect(await backendOrder(SMALL, asleep)).toEqual(["wasm", "webgpu", "webgl", "cpu"]);
});

test.each([
  ["ANGLE (Google, Vulkan 1.3.0 (SwiftShader Device (Subzero) (0x0000C0DE)), SwiftShader driver)"],
  ["llvmpipe (LLVM 15.0.7, 256 bits)"],
  ["ANGLE (Microsoft, Microsoft Basic Render Driver Direct3D11 vs_5_0 ps_5_0, D3D11)"],
  [null],
])("WebGL that is drawn by %s comes after WebAssembly", async (renderer) => {
  expect(await backendOrder(LARGE, graphics(renderer))).toEqual(["wasm", "webgl", "cpu"]);
});
