/**
 * Colours for numbers, the same in both themes because pictures lie beneath them: vermillion for what is positive, blue for
 * what is negative, clearer the larger; greys for the values of one channel.
 */

const POSITIVE = [213, 94, 0] as const;
const NEGATIVE = [0, 114, 178] as const;

/** What counts as full colour: the largest distance from zero, or 0 where all values are. */
export const largestOf = (values: Float32Array): number =>
  values.reduce((largest, value) => Math.max(largest, Math.abs(value)), 0);

/** RGBA of a value, transparent at zero. */
export function heatColour(value: number, largest: number): readonly [number, number, number, number] {
  const [red, green, blue] = value < 0 ? NEGATIVE : POSITIVE;
  const share = largest > 0 ? Math.min(1, Math.abs(value) / largest) : 0;
  return [red, green, blue, Math.round(255 * share)];
}

/** RGBA bytes of a map, one pixel a value. */
export function heatPixels(values: Float32Array): Uint8ClampedArray<ArrayBuffer> {
  const largest = largestOf(values);
  const pixels = new Uint8ClampedArray(4 * values.length);
  for (const [i, value] of values.entries()) pixels.set(heatColour(value, largest), 4 * i);
  return pixels;
}

export type Range = { least: number; greatest: number };

/** Least and greatest value of one channel of [height, width, channels]. */
export function rangeOf(values: Float32Array, channels: number, channel: number): Range {
  let [least, greatest] = [Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY];
  for (let i = channel; i < values.length; i += channels) {
    const value = values[i] as number;
    least = Math.min(least, value);
    greatest = Math.max(greatest, value);
  }
  return { least, greatest };
}

/** RGBA bytes of one channel of [height, width, channels]: its least value black, its greatest white, equal ones grey. */
export function channelPixels(values: Float32Array, channels: number, channel: number): Uint8ClampedArray<ArrayBuffer> {
  const { least, greatest } = rangeOf(values, channels, channel);
  const scale = greatest > least ? 255 / (greatest - least) : 0;
  const pixels = new Uint8ClampedArray((4 * values.length) / channels);
  for (let i = channel, at = 0; i < values.length; i += channels, at += 4) {
    const grey = scale > 0 ? ((values[i] as number) - least) * scale : 128;
    pixels.set([grey, grey, grey, 255], at);
  }
  return pixels;
}
