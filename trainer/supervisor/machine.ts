/** What a trainer tells of its machine. */
import { availableParallelism, freemem, loadavg, totalmem } from "node:os";
import type { EngineRecord } from "#domain/runs/engine-record";
import { gpuMemory } from "../engines/nvidia.ts";

export type MachineState = {
  /** Bytes of the devices that it trains on, of the machine's where that is its processor. */
  memoryBytes: number | null;
  memoryUsedBytes: number | null;
  /** Processes that compute or wait for a processor, per processor, over the last minute. */
  load: number;
};

/** A container's share where it has one. */
const ownMemory = (): number => Math.min(totalmem(), process.constrainedMemory() || Number.POSITIVE_INFINITY);

export async function readMachine({ device }: Pick<EngineRecord, "device">): Promise<MachineState> {
  const load = (loadavg()[0] ?? 0) / availableParallelism();
  if (device === "gpu") return { load, ...(await gpuMemory(process.env.CUDA_VISIBLE_DEVICES)) };
  const memoryBytes = ownMemory();
  const free = Math.min(process.availableMemory?.() ?? freemem(), memoryBytes);
  return { load, memoryBytes, memoryUsedBytes: memoryBytes - free };
}
