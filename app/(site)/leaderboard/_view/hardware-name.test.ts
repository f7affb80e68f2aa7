import { expect, test } from "vitest";
import { hardwareName } from "./hardware-name.ts";

test.each<[Parameters<typeof hardwareName>[0], string]>([
  [{ kind: "tensorflow", device: "gpu", deviceName: "NVIDIA H200", threads: 16 }, "H200"],
  [{ kind: "tensorflow", device: "cpu", deviceName: "AMD EPYC", threads: 2 }, "CPU, 2 threads"],
  [{ kind: "wasm", device: "cpu", deviceName: "AMD EPYC", threads: 1 }, "CPU, WebAssembly"],
])("%j", (engine, name) => {
  expect(hardwareName(engine)).toBe(name);
});
