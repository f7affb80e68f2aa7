import type { Layer } from "#domain/architectures/layers";

type Resizing = Extract<Layer, { type: "Resizing" }>;

/**
 * Where a side grows by a whole number, all tools agree on which pixel is the nearest.
 *
 * @param read shape of what the layer reads
 * @throws Error when it would resize otherwise
 */
export function requireWholeFactor({ name, height, width }: Resizing, read: readonly number[]): void {
  const [readHeight = 1, readWidth = 1] = read;
  if (height % readHeight === 0 && width % readWidth === 0) return;
  throw new Error(`Layer ${name} resizes by no whole factor, which this format has no equal of.`);
}
