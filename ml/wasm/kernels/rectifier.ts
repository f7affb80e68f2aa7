/** What a kernel does to its results last. */
import { type Code, f32x4, get } from "../module-writer.ts";

/** What becomes of a value x: max(x, 0) + slope × min(x, 0), and `most` at most. */
export type Rectifier = { slope: number; most?: number };
export const LINEAR: Rectifier = { slope: 1 };

/** @param x local with four values */
export function rectified(x: number, { slope, most }: Rectifier): Code {
  const zero = f32x4.splat(0);
  const above = f32x4.max(get(x), zero);
  const bent = () => f32x4.add(above, f32x4.mul(f32x4.min(get(x), zero), f32x4.splat(slope)));
  const value = slope === 1 ? get(x) : slope === 0 ? above : bent();
  return most === undefined ? value : f32x4.min(value, f32x4.splat(most));
}
