/** Which engine computed a run, as it is kept on the run: with the seed, all that repeats it bit for bit. */
import { z } from "zod";
import { PRECISIONS } from "../experiments/spec.ts";

export const engineRecord = z.strictObject({
  /** `tensorflow` computes through tfjs-node-gpu, `wasm` through tfjs' WebAssembly backend. */
  kind: z.enum(["tensorflow", "wasm"]),
  /** Version of TensorFlow, or of tfjs' wasm backend. */
  version: z.string(),
  tfjs: z.string(),
  /** `cpu` or `gpu`, with the device's name. */
  device: z.enum(["cpu", "gpu"]),
  deviceName: z.string(),
  threads: z.number().int().min(1),
  /** In which convolutions and products were computed; records that lack it are older than the choice. */
  precision: z.enum(PRECISIONS).default("float32"),
  node: z.string(),
  platform: z.string(),
});
export type EngineRecord = z.infer<typeof engineRecord>;

const ENGINE_NAMES: Record<EngineRecord["kind"], string> = { tensorflow: "TensorFlow", wasm: "WebAssembly" };

/** "TensorFlow 2.18.0" */
export const engineTitle = ({ kind, version }: Pick<EngineRecord, "kind" | "version">): string =>
  `${ENGINE_NAMES[kind]} ${version}`;

/** Its name, or its kind where it has told none. */
export const deviceTitle = ({ device, deviceName }: Pick<EngineRecord, "device" | "deviceName">): string =>
  deviceName || device.toUpperCase();
