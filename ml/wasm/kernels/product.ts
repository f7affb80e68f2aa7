import { placesOf, type Rows } from "../layout.ts";
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
  whileTrue,
} from "../module-writer.ts";
import { tile, VECTOR_BYTES } from "../tile.ts";
import { channelBlocks, TILE } from "./blocks.ts";
import type { Convolution } from "./convolution.ts";
import { rectified } from "./rectifier.ts";

export type Product = Pick<Convolution, "multiplyAdd" | "weights" | "bias" | "rectifier"> & {
  from: Rows;
  to: Rows;
  /** Addresses of the first rows. */
  input: number;
  output: number;
};

/** Rows times a matrix. `weights`: of each block of output values [place of `from`, value of the block]. */
export function product({ multiplyAdd, from, to, rectifier, ...addresses }: Product): WasmFunction {
  const steps = placesOf(from);
  return defineFunction(1, (locals, count) => {
    const [weights, bias, channels] = [locals.i32(), locals.i32(), locals.i32()];
    const [left, x, out] = [locals.i32(), locals.i32(), locals.i32()];
    const computed = (pictures: number, vectors: number): Code => {
      const places = Array.from({ length: pictures }, (_, i) => i * from.rowBytes);
      const along = { locals, multiplyAdd, input: x, places, rows: 1, steps, rowBytes: from.rowBytes };
      return [
        ...tile({ ...along, weights, vectors, bias: get(bias) }, (sums) =>
          sums.flatMap((place, p) =>
            place.flatMap((sum, v) =>
              f32x4.store(get(out), rectified(sum, rectifier), p * to.rowBytes + v * VECTOR_BYTES),
            ),
          ),
        ),
        ...advance(x, pictures * from.rowBytes),
        ...advance(out, pictures * to.rowBytes),
        ...advance(left, -pictures),
      ];
    };
    const whileLeft = (pictures: number, vectors: number) =>
      whileTrue(i32.lessThan(i32.const(pictures - 1), get(left)), computed(pictures, vectors));
    return [
      ...set(weights, i32.const(addresses.weights)),
      ...set(bias, i32.const(addresses.bias)),
      ...set(channels, i32.const(addresses.output)),
      ...channelBlocks(to.values).flatMap(({ vectors, times }) =>
        repeat(locals, times, [
          ...set(x, i32.const(addresses.input)),
          ...set(out, get(channels)),
          ...set(left, get(count)),
          ...whileLeft(TILE, vectors),
          ...whileLeft(1, vectors),
          ...advance(weights, steps * vectors * VECTOR_BYTES),
          ...advance(bias, vectors * VECTOR_BYTES),
          ...advance(channels, vectors * VECTOR_BYTES),
        ]),
      ),
    ];
  });
}
