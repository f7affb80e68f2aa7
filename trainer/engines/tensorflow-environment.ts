/**
 * What TensorFlow reads from the environment when its library is loaded. A process owns one device: the first that it may
 * see, all of whose memory TensorFlow would otherwise take at once.
 *
 * @param threads processors that may be used
 */
export function tensorflowEnvironment(
  env: Readonly<Record<string, string | undefined>>,
  threads: number,
): Record<string, string> {
  return {
    // Set, and not left to TensorFlow, so that the run's record says what is true.
    TF_NUM_INTRAOP_THREADS: String(Number(env.TF_NUM_INTRAOP_THREADS) || threads),
    TF_CPP_MIN_LOG_LEVEL: env.TF_CPP_MIN_LOG_LEVEL ?? "2",
    TF_FORCE_GPU_ALLOW_GROWTH: env.TF_FORCE_GPU_ALLOW_GROWTH ?? "true",
    CUDA_VISIBLE_DEVICES: env.CULTIVAR_DEVICE === "cpu" ? "-1" : (env.CUDA_VISIBLE_DEVICES?.split(",")[0] ?? "0"),
  };
}
