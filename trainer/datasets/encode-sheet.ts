import { type ColorType, PNG } from "pngjs";
import type { ImageShape } from "#domain/architectures/layers";

/** PNG's colour types, by channels. */
const COLOUR_TYPES: Readonly<Record<number, ColorType>> = { 1: 0, 3: 2 };
/** PNG's number of the Paeth filter. Photographs take three quarters of the bytes with it that they take without. */
const PAETH = 4;

/**
 * A PNG of `count` images as tiles, row by row; it has only as many rows as it needs, the rest of the last one black.
 *
 * @param images uint8 images one after the other, of which the one at index `first` comes first
 * @param columns tiles in a row
 * @throws RangeError for images that are neither grey nor RGB
 */
export function encodeSheet(
  images: Uint8Array,
  first: number,
  count: number,
  [height, width, channels]: ImageShape,
  columns: number,
): Uint8Array {
  const sheetWidth = columns * width;
  const sheetHeight = Math.ceil(count / columns) * height;
  const rowBytes = width * channels;
  const data = Buffer.alloc(sheetHeight * sheetWidth * channels);
  for (let tile = 0; tile < count; tile++) {
    const top = Math.floor(tile / columns) * height;
    const left = (tile % columns) * width;
    for (let y = 0; y < height; y++) {
      const from = ((first + tile) * height + y) * rowBytes;
      data.set(images.subarray(from, from + rowBytes), ((top + y) * sheetWidth + left) * channels);
    }
  }
  const colour = COLOUR_TYPES[channels];
  if (colour === undefined) throw new RangeError(`A sheet is grey or RGB; it cannot have ${channels} channels.`);
  const png = new PNG({ width: sheetWidth, height: sheetHeight });
  png.data = data;
  return PNG.sync.write(png, { colorType: colour, inputColorType: colour, inputHasAlpha: false, filterType: PAETH });
}
