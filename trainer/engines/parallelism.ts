/**
 * How a training uses several processors. Operations on a batch of 32 small pictures are too short to be shared among
 * threads: it is faster to cut the batch into parts and let each processor compute a part, one operation after the other.
 * Where a batch is normalised as a whole, on a GPU, and on a backbone it stays whole while it is learnt from: the gradient
 * of a large head would be written once per part.
 */
import type { ExperimentSpec } from "#domain/experiments/spec";

export type Parallelism = {
  /** Parts of a batch, computed side by side. */
  parts: number;
  /** Threads that share an operation. */
  threadsPerOperation: number;
};

/** Parts of one size, as many as there are threads where that leaves each enough to do. */
export function partsOf(batch: number, threads: number): number {
  let parts = Math.max(1, Math.min(threads, Math.floor(batch / LEAST_PICTURES)));
  while (batch % parts !== 0) parts--;
  return parts;
}

/** Fewer pictures than this leave an operation too little to do. */
const LEAST_PICTURES = 8;

/**
 * @param spec of the training; without one nothing is cut
 * @param threads processors that may be used
 * @param onGpu whether a device will compute
 */
export function planParallelism(
  spec: Pick<ExperimentSpec, "architecture" | "batchSize"> | undefined,
  threads: number,
  onGpu: boolean,
): Parallelism {
  const normalises = spec?.architecture.blocks.some(({ batchNorm }) => batchNorm);
  if (!spec || normalises || onGpu || spec.architecture.backbone) return { parts: 1, threadsPerOperation: threads };
  const parts = partsOf(spec.batchSize, threads);
  return { parts, threadsPerOperation: Math.max(1, Math.floor(threads / parts)) };
}
