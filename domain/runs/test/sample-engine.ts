import type { EngineRecord } from "../engine-record.ts";

/** An engine that nobody has. */
export const SAMPLE_ENGINE: EngineRecord = {
  kind: "wasm",
  version: "1",
  tfjs: "1",
  device: "cpu",
  deviceName: "",
  threads: 1,
  precision: "float32",
  node: "1",
  platform: "",
};
