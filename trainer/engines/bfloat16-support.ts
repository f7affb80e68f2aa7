/** Whether products in bfloat16 are faster than in float32 on what TensorFlow computes with. */
import { readFileSync } from "node:fs";

/** Instructions that multiply bfloat16: without them it is emulated, slower than float32. */
const CPU_FLAGS = ["avx512_bf16", "amx_bf16"];
/** NVIDIA's tensor cores take bfloat16 since Ampere. */
const LEAST_COMPUTE_CAPABILITY = 8;

/** @param cpuinfo text of `/proc/cpuinfo` */
export function cpuGainsFromBfloat16(cpuinfo: string): boolean {
  const flags = new Set(
    cpuinfo
      .match(/^flags\s*:(.*)$/m)?.[1]
      ?.trim()
      .split(/\s+/),
  );
  return CPU_FLAGS.some((flag) => flags.has(flag));
}

export const gpuGainsFromBfloat16 = (computeCapability: number): boolean =>
  computeCapability >= LEAST_COMPUTE_CAPABILITY;

/** That of this machine; empty where there is no such file. */
export function readCpuinfo(): string {
  try {
    return readFileSync("/proc/cpuinfo", "utf8");
  } catch {
    return "";
  }
}
