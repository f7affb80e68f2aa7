import { expect, test } from "vitest";
import { backendOrder } from "../backends.ts";

const GPU = "ANGLE (NVIDIA, NVIDIA GeForce RTX 3060 Direct3D11 vs_5_0 ps_5_0, D3D11)";
const LARGE = 9e9;

test("WebAssembly answers first for a small network, a graphics device for a large one", () => {
  expect(backendOrder(0.8e9, () => GPU)).toEqual(["wasm", "webgl", "cpu"]);
  expect(backendOrder(LARGE, () => GPU)).toEqual(["webgl", "wasm", "cpu"]);
});

test.each([
  ["ANGLE (Google, Vulkan 1.3.0 (SwiftShader Device (Subzero) (0x0000C0DE)), SwiftShader driver)"],
  ["llvmpipe (LLVM 15.0.7, 256 bits)"],
  ["ANGLE (Microsoft, Microsoft Basic Render Driver Direct3D11 vs_5_0 ps_5_0, D3D11)"],
  [null],
])("WebGL that is drawn by %s comes after WebAssembly", (renderer) => {
  expect(backendOrder(LARGE, () => renderer)).toEqual(["wasm", "webgl", "cpu"]);
});
