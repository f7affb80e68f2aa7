import type { Parallelism } from "./parallelism.ts";

/** Processors that a training may use: CULTIVAR_THREADS, or all that there are. */
export const threadsOf = (env: Readonly<Record<string, string | undefined>>, available: number): number =>
  Math.max(1, Math.floor(Number(env.CULTIVAR_THREADS)) || available);

/**
 * What TensorFlow reads from the environment when its library is loaded. A process owns one device: the first that it may
 * see, all of whose memory TensorFlow would otherwise take at once.
 */
export function tensorflowEnvironment(
  env: Readonly<Record<string, string | undefined>>,
  { parts, threadsPerOperation }: Parallelism,
): Record<string, string> {
  return {
    TF_NUM_INTRAOP_THREADS: String(threadsPerOperation),
    TF_NUM_INTEROP_THREADS: String(Math.max(parts, threadsPerOperation)),
    TF_CPP_MIN_LOG_LEVEL: env.TF_CPP_MIN_LOG_LEVEL ?? "2",
    TF_FORCE_GPU_ALLOW_GROWTH: env.TF_FORCE_GPU_ALLOW_GROWTH ?? "true",
    CUDA_VISIBLE_DEVICES: env.CULTIVAR_DEVICE === "cpu" ? "-1" : (env.CUDA_VISIBLE_DEVICES?.split(",")[0] ?? "0"),
  };
}
