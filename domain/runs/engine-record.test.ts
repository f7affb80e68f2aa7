import { expect, test } from "vitest";
import { deviceTitle, engineTitle } from "./engine-record.ts";

test("an engine is called by its name, a device by its own where it has told one", () => {
  expect(engineTitle({ kind: "wasm", version: "4.22.0" })).toBe("WebAssembly 4.22.0");
  expect(deviceTitle({ device: "gpu", deviceName: "NVIDIA H100" })).toBe("NVIDIA H100");
  expect(deviceTitle({ device: "cpu", deviceName: "" })).toBe("CPU");
});
