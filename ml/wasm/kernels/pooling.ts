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
import type { Convolution } from "./convolution.ts";
import { rectified } from "./rectifier.ts";

const plus = (local: number, bytes: number): Code => i32.add(get(local), i32.const(bytes));

/**
 * The greatest value of each window, or the mean, rectified. A window's places beyond the edge count as the pixel at the edge,
 * which changes no maximum; means are for windows that have none.
 */
export function pooling(
  kind: "maxPool" | "averagePool",
  { from, to, windows, rectifier }: Pick<Convolution, "from" | "to" | "windows" | "rectifier">,
): WasmFunction {
  const { size, strides, top, left } = windows;
  const offsets = Array.from({ length: size }, (_, i) => i);
  return defineFunction(2, (locals, input, output) => {
    const [y, x, channel, out] = [locals.i32(), locals.i32(), locals.i32(), locals.i32()];
    const [rows, columns] = [offsets.map(() => locals.i32()), offsets.map(() => locals.i32())];
    const result = locals.v128();
    const within = (place: Code, end: number) => i32.max(i32.min(place, i32.const(end - 1)), i32.const(0));
    const value = (row: number, column: number) => f32x4.load(i32.add(i32.add(get(row), get(column)), get(channel)));
    const values = rows.flatMap((row) => columns.map((column) => value(row, column)));
    const whole = values.reduce((a, b) => (kind === "maxPool" ? f32x4.max(a, b) : f32x4.add(a, b)));
    return [
      ...set(y, i32.const(-top)),
      ...repeat(locals, to.height, [
        ...rows.flatMap((row, i) =>
          set(row, i32.add(get(input), i32.mul(within(plus(y, i), from.height), i32.const(from.rowBytes)))),
        ),
        ...set(x, i32.const(-left)),
        ...set(out, get(output)),
        ...repeat(locals, to.width, [
          ...columns.flatMap((column, i) =>
            set(column, i32.mul(within(plus(x, i), from.width), i32.const(from.pixelBytes))),
          ),
          ...set(channel, i32.const(0)),
          ...repeat(locals, vectorsOf(to.channels), [
            ...set(result, kind === "maxPool" ? whole : f32x4.mul(whole, f32x4.splat(1 / size ** 2))),
            ...f32x4.store(get(out), rectified(result, rectifier)),
            ...advance(channel, VECTOR_BYTES),
            ...advance(out, VECTOR_BYTES),
          ]),
          ...advance(x, strides),
        ]),
        ...advance(y, strides),
        ...advance(output, to.rowBytes),
      ]),
    ];
  });
}
