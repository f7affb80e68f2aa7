import { type Maps, vectorsOf } from "../layout.ts";
import { advance, defineFunction, f32x4, get, repeat, set, type WasmFunction } from "../module-writer.ts";
import { VECTOR_BYTES } from "../tile.ts";

/** The mean of each channel. */
export function averaging(from: Maps): WasmFunction {
  return defineFunction(2, (locals, input, output) => {
    const [row, x] = [locals.i32(), locals.i32()];
    const sum = locals.v128();
    return repeat(locals, vectorsOf(from.channels), [
      ...set(sum, f32x4.splat(0)),
      ...set(row, get(input)),
      ...repeat(locals, from.height, [
        ...set(x, get(row)),
        ...repeat(locals, from.width, [
          ...set(sum, f32x4.add(get(sum), f32x4.load(get(x)))),
          ...advance(x, from.pixelBytes),
        ]),
        ...advance(row, from.rowBytes),
      ]),
      ...f32x4.store(get(output), f32x4.mul(get(sum), f32x4.splat(1 / (from.height * from.width)))),
      ...advance(input, VECTOR_BYTES),
      ...advance(output, VECTOR_BYTES),
    ]);
  });
}
