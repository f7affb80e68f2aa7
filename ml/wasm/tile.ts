/**
 * The innermost part of convolutions and products of matrices: sums of products for a few places (pixels, or pictures) times
 * one or two vectors of four output channels, held in registers. Eight such sums keep a processor busy that does two products
 * a cycle and has each after four cycles; with two factors and a value they fit into its sixteen registers.
 */
import type { MultiplyAdd } from "./instructions.ts";
import { advance, type Code, f32x4, get, i32, type Locals, repeatWhile, set } from "./module-writer.ts";

export const VALUE_BYTES = 4;
/** Values in a vector. */
export const LANES = 4;
export const VECTOR_BYTES = LANES * VALUE_BYTES;

/** Steps written out one after the other, in a loop and where there is none. */
const UNROLLED = 8;
const UNROLLED_WHOLE = 32;
/** Sums of a place that has no neighbours, each of every fourth step: one alone would wait for itself. */
const SHARES = 4;

export type TileTask = {
  locals: Locals;
  multiplyAdd: MultiplyAdd;
  /** Local with the address of the first value of the first place. */
  input: number;
  /** Bytes from there to the first value of each place. */
  places: readonly number[];
  /** Values of a place that are multiplied: rows of neighbours, and the bytes from the start of a row to the next. */
  rows: number;
  steps: number;
  rowBytes: number;
  /** Local with the address of the factors: of each value in turn `vectors` vectors. */
  weights: number;
  vectors: number;
  /** What the sums begin with: the address of `vectors` vectors. */
  bias: Code;
};

/** @param use gets the locals of the sums, place by place */
export function tile(task: TileTask, use: (sums: readonly (readonly number[])[]) => Code): Code {
  const { locals, multiplyAdd, input, weights, places, vectors, rows, steps, rowBytes, bias } = task;
  const shares = places.length === 1 && steps % SHARES === 0 ? SHARES : 1;
  const declare = () => Array.from({ length: vectors }, () => locals.v128());
  const sums = Array.from({ length: shares }, () => places.map(declare));
  const factors = declare();
  const value = locals.v128();
  const [x, w] = [locals.i32(), locals.i32()];

  const step = (row: number, at: number): Code => [
    ...factors.flatMap((factor, v) =>
      set(factor, f32x4.load(get(w), ((row * steps + at) * vectors + v) * VECTOR_BYTES)),
    ),
    ...places.flatMap((place, p) => [
      ...set(value, f32x4.loadSplat(get(x), place + row * rowBytes + at * VALUE_BYTES)),
      ...factors.flatMap((factor, v) => {
        const sum = sums[at % shares]?.[p]?.[v] as number;
        return set(sum, multiplyAdd(get(value), get(factor), get(sum)));
      }),
    ]),
  ];
  const stepsOf = (row: number, count: number) => Array.from({ length: count }, (_, at) => step(row, at)).flat();

  const inLoops = (): Code => {
    const [rowEnd, end] = [locals.i32(), locals.i32()];
    const count = shares * largestDivisor(steps / shares, UNROLLED / shares);
    const row = [
      ...set(rowEnd, i32.add(get(x), i32.const(steps * VALUE_BYTES))),
      ...repeatWhile(
        [...stepsOf(0, count), ...advance(x, count * VALUE_BYTES), ...advance(w, count * vectors * VECTOR_BYTES)],
        i32.lessThan(get(x), get(rowEnd)),
      ),
      ...advance(x, rowBytes - steps * VALUE_BYTES),
    ];
    return [
      ...set(end, i32.add(get(x), i32.const(rows * rowBytes))),
      ...repeatWhile(row, i32.lessThan(get(x), get(end))),
    ];
  };
  const writtenOut = () => Array.from({ length: rows }, (_, row) => stepsOf(row, steps)).flat();

  const [first = []] = sums;
  const zero = f32x4.splat(0);
  const total = (p: number, v: number): Code =>
    sums.map((share) => get(share[p]?.[v] as number)).reduce((sum, one) => f32x4.add(sum, one));
  return [
    ...set(x, get(input)),
    ...set(w, get(weights)),
    ...sums.flatMap((share, i) =>
      share.flatMap((place) =>
        place.flatMap((sum, v) => set(sum, i === 0 ? f32x4.load(bias, v * VECTOR_BYTES) : zero)),
      ),
    ),
    ...(rows * steps <= UNROLLED_WHOLE ? writtenOut() : inLoops()),
    ...(shares > 1 ? first.flatMap((place, p) => place.flatMap((sum, v) => set(sum, total(p, v)))) : []),
    ...use(first),
  ];
}

function largestDivisor(n: number, most: number): number {
  for (let divisor = Math.min(n, most); ; divisor -= 1) if (n % divisor === 0) return divisor;
}
