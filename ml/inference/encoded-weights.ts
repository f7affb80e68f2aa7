/**
 * Weights as the bytes of a model's shards: one after the other in the order of the manifest, each in its own type, all
 * little-endian. float32 and float16: the values. uint8: of each output channel the step (float32), then of each the least
 * value (float32), then a byte q for each value, which is least + q × step of its channel.
 */
import { shapeSize } from "#domain/architectures/shape-size";
import type { WeightType } from "#domain/models/weight-types";
import { decodeHalves, encodeHalves } from "../data/half-floats.ts";

export type TypedWeight = { shape: readonly number[]; dtype: WeightType };

/**
 * Kernels with fewer values stay float32. They are the first and the last ones, where rounding shows most: in the preset
 * `scratch`, whose two small kernels have 6 kB, it makes the change of an answer ten times smaller.
 */
export const FEWEST_VALUES = 4096;
const STEPS = 255;

/** Output channels of a kernel: the last dimension, but the one before it of a depthwise one, [height, width, in, 1]. */
const channelsOf = (shape: readonly number[]): number => {
  const last = shape.at(-1) ?? 1;
  return last > 1 ? last : (shape.at(-2) ?? 1);
};

/** The type of a weight in a model that is delivered as `dtype`: that of its larger kernels; all others are float32. */
export const typeOf = ({ shape }: { shape: readonly number[] }, dtype: WeightType): WeightType =>
  shape.length > 1 && shapeSize(shape) >= FEWEST_VALUES ? dtype : "float32";

/** Bytes that a weight takes. */
export function bytesOf({ shape, dtype }: TypedWeight): number {
  const size = shapeSize(shape);
  if (dtype === "float32") return 4 * size;
  return dtype === "float16" ? 2 * size : size + 8 * channelsOf(shape);
}

/**
 * @param parameters the values of all weights, in their order
 * @returns null when a value cannot be written in its type: of float16 one of at least 65,520, of any what is no number
 */
export function encodeTyped(weights: readonly TypedWeight[], parameters: Float32Array): Uint8Array<ArrayBuffer> | null {
  if (!parameters.every(Number.isFinite)) return null;
  const bytes = new Uint8Array(weights.reduce((sum, weight) => sum + bytesOf(weight), 0));
  let [at, from] = [0, 0];
  for (const weight of weights) {
    const size = shapeSize(weight.shape);
    const encoded = ENCODERS[weight.dtype](parameters.slice(from, from + size), channelsOf(weight.shape));
    if (!encoded) return null;
    bytes.set(encoded, at);
    at += bytesOf(weight);
    from += size;
  }
  return bytes;
}

/**
 * @param what the bytes are, for the message
 * @returns the values of all weights, in their order
 * @throws Error when the bytes are too many or too few
 */
export function decodeTyped(
  weights: readonly TypedWeight[],
  bytes: Uint8Array,
  what: string,
): Float32Array<ArrayBuffer> {
  const needed = weights.reduce((sum, weight) => sum + bytesOf(weight), 0);
  if (bytes.length !== needed) throw new Error(`${what} have ${bytes.length} bytes; the network needs ${needed}.`);
  const values = new Float32Array(weights.reduce((sum, { shape }) => sum + shapeSize(shape), 0));
  let [at, from] = [0, 0];
  for (const weight of weights) {
    const size = shapeSize(weight.shape);
    // A copy begins where numbers of any size may; `slice` of Node's buffers makes none.
    const { buffer } = new Uint8Array(bytes.subarray(at, at + bytesOf(weight)));
    DECODERS[weight.dtype](buffer, values.subarray(from, from + size), channelsOf(weight.shape));
    at += bytesOf(weight);
    from += size;
  }
  return values;
}

// Typed arrays are little-endian on every machine that has a browser or TensorFlow.
const asBytes = ({ buffer, byteOffset, byteLength }: Float32Array | Uint16Array): Uint8Array =>
  new Uint8Array(buffer, byteOffset, byteLength);

const ENCODERS: Record<WeightType, (values: Float32Array, channels: number) => Uint8Array | null> = {
  float32: asBytes,
  float16(values) {
    const halves = new Uint16Array(values.length);
    return encodeHalves(values, halves) < 0 ? asBytes(halves) : null;
  },
  uint8(values, channels) {
    const least = new Float32Array(channels).fill(Number.POSITIVE_INFINITY);
    const greatest = new Float32Array(channels).fill(Number.NEGATIVE_INFINITY);
    values.forEach((value, i) => {
      const channel = i % channels;
      if (value < (least[channel] as number)) least[channel] = value;
      if (value > (greatest[channel] as number)) greatest[channel] = value;
    });
    const steps = least.map((low, channel) => ((greatest[channel] as number) - low) / STEPS);
    const encoded = new Uint8Array(8 * channels + values.length);
    encoded.set(asBytes(steps));
    encoded.set(asBytes(least), 4 * channels);
    values.forEach((value, i) => {
      const step = steps[i % channels] as number;
      const place = step > 0 ? Math.round((value - (least[i % channels] as number)) / step) : 0;
      encoded[8 * channels + i] = Math.min(STEPS, place);
    });
    return encoded;
  },
};

const DECODERS: Record<WeightType, (buffer: ArrayBuffer, into: Float32Array, channels: number) => void> = {
  float32: (buffer, into) => into.set(new Float32Array(buffer)),
  float16: (buffer, into) => decodeHalves(new Uint16Array(buffer), into),
  uint8(buffer, into, channels) {
    const [steps, least] = [new Float32Array(buffer, 0, channels), new Float32Array(buffer, 4 * channels, channels)];
    const places = new Uint8Array(buffer, 8 * channels);
    for (let i = 0, channel = 0; i < places.length; i++) {
      into[i] = (least[channel] as number) + (places[i] as number) * (steps[channel] as number);
      if (++channel === channels) channel = 0;
    }
  },
};
