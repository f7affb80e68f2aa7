import { type Maps, vectorsOf } from "../layout.ts";
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
import { VALUE_BYTES, VECTOR_BYTES } from "../tile.ts";

/** Between which two places of a side each place of the resized one lies, in bytes, and how far it is from the first. */
export type Between = { first: number; second: number; fraction: number };

const ENTRY_BYTES = 3 * VALUE_BYTES;

/**
 * Places as TensorFlow.js resizes without aligned corners: the nearest before, or between the centres of pixels.
 *
 * @param bytes from one place to the next
 */
export function placesBetween(
  from: number,
  to: number,
  bytes: number,
  interpolation: "nearest" | "bilinear",
): Between[] {
  return Array.from({ length: to }, (_, i) => {
    const place = interpolation === "bilinear" ? ((i + 0.5) * from) / to - 0.5 : Math.floor((i * from) / to);
    const first = Math.max(0, Math.floor(place));
    return { first: first * bytes, second: Math.min(from - 1, Math.ceil(place)) * bytes, fraction: place - first };
  });
}

/** As `resizing` reads them. */
export function packedPlaces(places: readonly Between[]): Float32Array {
  const packed = new Float32Array(3 * places.length);
  const whole = new Int32Array(packed.buffer);
  for (const [i, { first, second, fraction }] of places.entries()) {
    whole[3 * i] = first;
    whole[3 * i + 1] = second;
    packed[3 * i + 2] = fraction;
  }
  return packed;
}

export type Resizing = {
  to: Maps;
  /** Addresses of `packedPlaces` of the rows and of the columns. */
  rows: number;
  columns: number;
};

/** Each pixel between the four that it lies between. */
export function resizing({ to, ...addresses }: Resizing): WasmFunction {
  return defineFunction(2, (locals, input, output) => {
    const [row, column, out] = [locals.i32(), locals.i32(), locals.i32()];
    const [upper, lower, left, right] = [locals.i32(), locals.i32(), locals.i32(), locals.i32()];
    const [down, across, above, below] = [locals.v128(), locals.v128(), locals.v128(), locals.v128()];
    const between = (a: Code, b: Code, fraction: number) => f32x4.add(a, f32x4.mul(f32x4.sub(b, a), get(fraction)));
    const pixel = (line: number, place: number) => f32x4.load(i32.add(get(line), get(place)));
    return [
      ...set(row, i32.const(addresses.rows)),
      ...repeat(locals, to.height, [
        ...set(upper, i32.add(get(input), i32.load(get(row)))),
        ...set(lower, i32.add(get(input), i32.load(get(row), VALUE_BYTES))),
        ...set(down, f32x4.loadSplat(get(row), 2 * VALUE_BYTES)),
        ...set(column, i32.const(addresses.columns)),
        ...set(out, get(output)),
        ...repeat(locals, to.width, [
          ...set(left, i32.load(get(column))),
          ...set(right, i32.load(get(column), VALUE_BYTES)),
          ...set(across, f32x4.loadSplat(get(column), 2 * VALUE_BYTES)),
          ...repeat(locals, vectorsOf(to.channels), [
            ...set(above, between(pixel(upper, left), pixel(upper, right), across)),
            ...set(below, between(pixel(lower, left), pixel(lower, right), across)),
            ...f32x4.store(get(out), between(get(above), get(below), down)),
            ...advance(left, VECTOR_BYTES),
            ...advance(right, VECTOR_BYTES),
            ...advance(out, VECTOR_BYTES),
          ]),
          ...advance(column, ENTRY_BYTES),
        ]),
        ...advance(row, ENTRY_BYTES),
        ...advance(output, to.rowBytes),
      ]),
    ];
  });
}
