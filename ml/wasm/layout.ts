/** How values lie in the memory of a compiled network: channels innermost, filled up to whole vectors with zeros. */
import { LANES, VALUE_BYTES, VECTOR_BYTES } from "./tile.ts";

export const vectorsOf = (channels: number): number => Math.ceil(channels / LANES);

/** What a layer answers to one picture, [height, width, channels], maybe within a margin of zeros that its reader needs. */
export type Maps = {
  height: number;
  width: number;
  channels: number;
  /** From the first value of a pixel to that of the next: a picture's own channels are not filled up. */
  pixelBytes: number;
  /** From the first value of a row to that of the next. */
  rowBytes: number;
};

/** One vector a picture, for all pictures of a batch. A flattened map has places without a value, one after its channels. */
export type Rows = {
  values: number;
  channels: number;
  /** From the first value of one group of channels to that of the next. */
  groupBytes: number;
  rowBytes: number;
};

export const rowsOf = (values: number): Rows => {
  const bytes = vectorsOf(values) * VECTOR_BYTES;
  return { values, channels: values, groupBytes: bytes, rowBytes: bytes };
};

/** Rows of flattened maps that have no margins. */
export const flattened = ({ height, width, channels, pixelBytes }: Maps): Rows => ({
  values: height * width * channels,
  channels,
  groupBytes: pixelBytes,
  rowBytes: height * width * pixelBytes,
});

/** Places of a row, those without a value too. */
export const placesOf = ({ rowBytes }: Rows): number => rowBytes / VALUE_BYTES;
