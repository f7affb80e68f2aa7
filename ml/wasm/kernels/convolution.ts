import type { MultiplyAdd } from "../instructions.ts";
import type { Maps } from "../layout.ts";
import {
  advance,
  type Code,
  defineFunction,
  f32x4,
  get,
  i32,
  repeat,
  set,
  type WasmFunction,
} from "../module-writer.ts";
import { tile, VALUE_BYTES, VECTOR_BYTES } from "../tile.ts";
import { channelBlocks, inTiles } from "./blocks.ts";
import { type Rectifier, rectified } from "./rectifier.ts";
import type { Windows } from "./windows.ts";

export type Convolution = {
  multiplyAdd: MultiplyAdd;
  from: Maps;
  to: Maps;
  windows: Windows;
  /** Addresses. */
  weights: number;
  bias: number;
  /** Whether each 2 × 2 of its outputs become one, the greatest. */
  isPooled: boolean;
  rectifier: Rectifier;
};

/** `weights`: of each block of output channels [row, column, channel of `from` with those filled up, channel of the block]. */
export function convolution(task: Convolution): WasmFunction {
  const { multiplyAdd, from, to, windows, isPooled, rectifier } = task;
  const { size, strides, top, left } = windows;
  const steps = (size * from.pixelBytes) / VALUE_BYTES;
  const [right, down] = [strides * from.pixelBytes, strides * from.rowBytes];
  return defineFunction(2, (locals, input, output) => {
    const [weights, bias, channels] = [locals.i32(), locals.i32(), locals.i32()];
    const [row, x, outRow, out] = [locals.i32(), locals.i32(), locals.i32(), locals.i32()];

    const stored = (sum: number, offset: number) => f32x4.store(get(out), rectified(sum, rectifier), offset);
    const greatest = ([first = 0, ...others]: number[]) =>
      set(
        first,
        others.reduce((most, other) => f32x4.max(most, get(other)), get(first)),
      );
    /** So many pixels, or one that is the greatest of four. */
    const computed = (count: number, vectors: number): Code => {
      const places = isPooled ? [0, right, down, down + right] : Array.from({ length: count }, (_, i) => i * right);
      const along = { locals, multiplyAdd, input: x, places, rows: size, steps, rowBytes: from.rowBytes };
      return [
        ...tile({ ...along, weights, vectors, bias: get(bias) }, (sums) =>
          isPooled
            ? (sums[0] ?? []).flatMap((sum, v) => [
                ...greatest(sums.map((place) => place[v] as number)),
                ...stored(sum, v * VECTOR_BYTES),
              ])
            : sums.flatMap((place, p) => place.flatMap((sum, v) => stored(sum, p * to.pixelBytes + v * VECTOR_BYTES))),
        ),
        ...advance(x, (isPooled ? 2 : count) * right),
        ...advance(out, count * to.pixelBytes),
      ];
    };
    const across = (vectors: number) =>
      isPooled
        ? repeat(locals, to.width, computed(1, vectors))
        : inTiles(locals, to.width, (count) => computed(count, vectors));
    return [
      ...set(weights, i32.const(task.weights)),
      ...set(bias, i32.const(task.bias)),
      ...set(channels, get(output)),
      ...advance(input, -top * from.rowBytes - left * from.pixelBytes),
      ...channelBlocks(to.channels).flatMap(({ vectors, times }) =>
        repeat(locals, times, [
          ...set(row, get(input)),
          ...set(outRow, get(channels)),
          ...repeat(locals, to.height, [
            ...set(x, get(row)),
            ...set(out, get(outRow)),
            ...across(vectors),
            ...advance(row, (isPooled ? 2 : 1) * down),
            ...advance(outRow, to.rowBytes),
          ]),
          ...advance(weights, size * steps * vectors * VECTOR_BYTES),
          ...advance(bias, vectors * VECTOR_BYTES),
          ...advance(channels, vectors * VECTOR_BYTES),
        ]),
      ),
    ];
  });
}
