/**
 * Philox4x32-10 (Salmon et al., Parallel Random Numbers: As Easy as 1, 2, 3, 2011) keyed and counted as TensorFlow's
 * `StatelessRandomUniformFullInt` does it: the same bits, in plain JavaScript.
 */

/** Two int32: which stream of random bits. The counter within the stream is implicit. */
export type PhiloxKey = readonly [number, number];

const ROUNDS = 10;
const MULTIPLIER_0 = 0xd2511f53;
const MULTIPLIER_1 = 0xcd9e8d57;
const WEYL_0 = 0x9e3779b9;
const WEYL_1 = 0xbb67ae85;
/** Key with which TensorFlow scrambles a seed into the key and the upper counter words of the stream. */
const SCRAMBLE_KEY: PhiloxKey = [0x3ec8f720, 0x02461e29];

/** Upper 32 bits of the unsigned 64-bit product, by 16-bit halves: every partial product is exact in a double. */
function multiplyHigh(a: number, b: number): number {
  const aLow = a & 0xffff;
  const aHigh = a >>> 16;
  const bLow = b & 0xffff;
  const bHigh = b >>> 16;
  const middle = aHigh * bLow + ((aLow * bLow) >>> 16);
  const carry = (middle & 0xffff) + aLow * bHigh;
  return aHigh * bHigh + Math.floor(middle / 0x10000) + (carry >>> 16);
}

/** One block: four counter words through ten rounds, written to `out` from `offset` as far as it reaches. */
function block(
  c0: number,
  c1: number,
  c2: number,
  c3: number,
  k0: number,
  k1: number,
  out: Int32Array,
  offset: number,
): void {
  for (let round = 0; round < ROUNDS; round++) {
    const high0 = multiplyHigh(MULTIPLIER_0, c0 >>> 0);
    const low0 = Math.imul(MULTIPLIER_0, c0);
    const high1 = multiplyHigh(MULTIPLIER_1, c2 >>> 0);
    const low1 = Math.imul(MULTIPLIER_1, c2);
    c0 = high1 ^ c1 ^ k0;
    c1 = low1;
    c2 = high0 ^ c3 ^ k1;
    c3 = low0;
    k0 = (k0 + WEYL_0) | 0;
    k1 = (k1 + WEYL_1) | 0;
  }
  // Writes past the end of a typed array are ignored, which is what a last, partial block needs.
  out[offset] = c0;
  out[offset + 1] = c1;
  out[offset + 2] = c2;
  out[offset + 3] = c3;
}

/** The first `count` int32 of the stream `key`, uniform over all 2^32 values. */
export function philoxInts(key: PhiloxKey, count: number): Int32Array<ArrayBuffer> {
  const scrambled = new Int32Array(4);
  // TensorFlow widens the key to two int64: a negative word gets an upper half of ones.
  block(key[0], key[0] >> 31, key[1], key[1] >> 31, SCRAMBLE_KEY[0], SCRAMBLE_KEY[1], scrambled, 0);
  const [k0 = 0, k1 = 0, c2 = 0, c3 = 0] = scrambled;
  const out = new Int32Array(count);
  for (let offset = 0, index = 0; offset < count; offset += 4, index++) block(index, 0, c2, c3, k0, k1, out, offset);
  return out;
}
