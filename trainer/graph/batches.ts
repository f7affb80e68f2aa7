/** Cutting work into batches of one size, and joining what came of it. */

/** Parts of one size into which a batch is cut: as many as are wanted where they come out even, else one. */
export const evenParts = (batch: number, wanted: number): number => (batch % wanted === 0 ? wanted : 1);

export function concatenate<T extends Float32Array | Int32Array>(
  ArrayType: new (size: number) => T,
  parts: readonly T[],
): T {
  const whole = new ArrayType(parts.reduce((total, { length }) => total + length, 0));
  let offset = 0;
  for (const part of parts) {
    whole.set(part, offset);
    offset += part.length;
  }
  return whole;
}

/**
 * Computes `count` examples in batches of exactly `size`, since a graph has fixed shapes.
 *
 * @param answer computes a batch that begins with example `start`, of which `real` are wanted; [size, …]
 * @returns the answers for the wanted ones, one after the other
 */
export function inBatches(
  count: number,
  size: number,
  answer: (start: number, real: number) => Float32Array,
): Float32Array {
  const parts: Float32Array[] = [];
  for (let start = 0; start < count; start += size) {
    const real = Math.min(size, count - start);
    const answers = answer(start, real);
    parts.push(answers.subarray(0, (answers.length / size) * real));
  }
  return concatenate(Float32Array, parts);
}
