import { vectorsOf } from "../layout.ts";
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
import { VECTOR_BYTES } from "../tile.ts";
import { inTiles, TILE } from "./blocks.ts";
import type { Convolution } from "./convolution.ts";
import { rectified } from "./rectifier.ts";

/** A filter for each channel. `weights`: of each vector of channels [row, column, channel of the vector]. */
export function depthwiseConvolution(task: Omit<Convolution, "isPooled">): WasmFunction {
  const { multiplyAdd, from, to, windows, rectifier } = task;
  const { size, strides, top, left } = windows;
  const vectors = vectorsOf(to.channels);
  return defineFunction(2, (locals, input, output) => {
    const [weights, bias, row, outRow] = [locals.i32(), locals.i32(), locals.i32(), locals.i32()];
    const [x, out] = [locals.i32(), locals.i32()];
    const sums = Array.from({ length: TILE }, () => locals.v128());
    const factor = locals.v128();
    const computed = (count: number): Code => {
      const places = sums.slice(0, count);
      const taps = Array.from({ length: size * size }, (_, tap) => [
        ...set(factor, f32x4.load(get(weights), tap * VECTOR_BYTES)),
        ...places.flatMap((sum, p) => {
          const at = Math.floor(tap / size) * from.rowBytes + ((tap % size) + p * strides) * from.pixelBytes;
          return set(sum, multiplyAdd(f32x4.load(get(x), at), get(factor), get(sum)));
        }),
      ]);
      return [
        ...places.flatMap((sum) => set(sum, f32x4.load(get(bias)))),
        ...taps.flat(),
        ...places.flatMap((sum, p) => f32x4.store(get(out), rectified(sum, rectifier), p * to.pixelBytes)),
        ...advance(x, count * strides * from.pixelBytes),
        ...advance(out, count * to.pixelBytes),
      ];
    };
    return [
      ...set(weights, i32.const(task.weights)),
      ...set(bias, i32.const(task.bias)),
      ...advance(input, -top * from.rowBytes - left * from.pixelBytes),
      ...repeat(locals, vectors, [
        ...set(row, get(input)),
        ...set(outRow, get(output)),
        ...repeat(locals, to.height, [
          ...set(x, get(row)),
          ...set(out, get(outRow)),
          ...inTiles(locals, to.width, computed),
          ...advance(row, strides * from.rowBytes),
          ...advance(outRow, to.rowBytes),
        ]),
        ...advance(weights, size * size * VECTOR_BYTES),
        ...advance(bias, VECTOR_BYTES),
        ...advance(input, VECTOR_BYTES),
        ...advance(output, VECTOR_BYTES),
      ]),
    ];
  });
}
