/** Which engine computed a run, as it is kept on the run: with the seed, all that repeats it bit for bit. */
import { z } from "zod";

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
  node: z.string(),
  platform: z.string(),
});
export type EngineRecord = z.infer<typeof engineRecord>;
