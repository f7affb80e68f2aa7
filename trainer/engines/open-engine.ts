/** Chooses what this process computes with: TensorFlow where it loads, else wasm, which always does. */
import type { ExperimentSpec } from "#domain/experiments/spec";
import type { Engine, EngineKind } from "./engine.ts";

export type EngineChoice = {
  /** Take this one or fail; without it the best that works is taken. */
  preference?: EngineKind | undefined;
  /** The training that the process is for, if it is for one. */
  spec?: ExperimentSpec;
  /** Told, in a sentence or two, why TensorFlow or a GPU is not used when it would have been the choice. */
  onFallback?: (reason: string) => void;
};

/**
 * Makes an engine the active TensorFlow.js backend of this process. A process opens one engine, once.
 *
 * @throws Error when the preferred engine does not load, or CULTIVAR_DEVICE=gpu asks for a device that is not used
 */
export async function openEngine({ preference, spec, onFallback }: EngineChoice = {}): Promise<Engine> {
  if (preference !== "wasm") {
    try {
      const { openTensorflow } = await import("./tensorflow-engine.ts");
      return await openTensorflow(spec, onFallback);
    } catch (error) {
      const reason = error instanceof Error ? (error.message.split("\n")[0] ?? "") : String(error);
      if (preference === "tensorflow") {
        throw new Error(`TensorFlow does not load: ${reason} Run "npm run doctor", or use the engine wasm.`);
      }
      if (process.env.CULTIVAR_DEVICE === "gpu") throw new Error(reason);
      onFallback?.(`Computing on wasm, because TensorFlow does not load: ${reason}`);
    }
  }
  const { openWasm } = await import("./wasm-engine.ts");
  return openWasm();
}
