/** How many runs a trainer trains side by side, and what each worker process computes on: one for each GPU. */
import { availableParallelism } from "node:os";
import type { EngineRecord } from "#domain/runs/engine-record";
import { visibleGpus } from "../engines/nvidia.ts";
import { threadsOf } from "../engines/tensorflow-environment.ts";

/** What the worker's environment has besides the supervisor's. */
export type Slot = Record<string, string>;

type Machine = { gpus: readonly string[]; processors: number };

const thisMachine = (env: NodeJS.ProcessEnv): Machine => ({
  gpus: visibleGpus(env.CUDA_VISIBLE_DEVICES),
  processors: threadsOf(env, availableParallelism()),
});

/**
 * One slot for each GPU that may be seen; on processors one, which has all of them.
 *
 * @param wanted so many instead: they share GPUs in turn, and processors in equal parts
 */
export function planSlots(
  { device }: Pick<EngineRecord, "device">,
  wanted: number | undefined,
  env: NodeJS.ProcessEnv,
  { gpus, processors } = thisMachine(env),
): Slot[] {
  const count = wanted ?? (device === "gpu" ? Math.max(1, gpus.length) : 1);
  return Array.from({ length: count }, (_, index): Slot => {
    const gpu = device === "gpu" ? gpus[index % gpus.length] : undefined;
    if (gpu !== undefined) return { CUDA_VISIBLE_DEVICES: gpu };
    return device === "cpu" && count > 1
      ? { CULTIVAR_THREADS: String(Math.max(1, Math.floor(processors / count))) }
      : {};
  });
}
