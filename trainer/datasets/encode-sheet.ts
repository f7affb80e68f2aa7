import { encode } from "fast-png";
import type { ImageShape } from "#domain/architectures/layers";

/**
 * A PNG of `count` images as tiles, row by row; it has only as many rows as it needs, the rest of the last one black.
 *
 * @param images uint8 images one after the other, of which the one at index `first` comes first
 * @param columns tiles in a row
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
  const data = new Uint8Array(sheetHeight * sheetWidth * channels);
  for (let tile = 0; tile < count; tile++) {
    const top = Math.floor(tile / columns) * height;
    const left = (tile % columns) * width;
    for (let y = 0; y < height; y++) {
      const from = ((first + tile) * height + y) * rowBytes;
      data.set(images.subarray(from, from + rowBytes), ((top + y) * sheetWidth + left) * channels);
    }
  }
  return encode({ width: sheetWidth, height: sheetHeight, channels, depth: 8, data });
}
