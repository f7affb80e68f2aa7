/** Columns of numbers as the API sends them: the base64 of big-endian values. */

function bytesOf(base64: string): DataView {
  const text = atob(base64);
  const bytes = new Uint8Array(text.length);
  for (let index = 0; index < text.length; index++) bytes[index] = text.charCodeAt(index);
  return new DataView(bytes.buffer);
}

/** 64-bit floats; NaN and the infinities are values like others. */
export function decodeFloats(base64: string): number[] {
  const bytes = bytesOf(base64);
  return Array.from({ length: bytes.byteLength / 8 }, (_, index) => bytes.getFloat64(index * 8));
}

/** 32-bit signed integers. */
export function decodeIntegers(base64: string): number[] {
  const bytes = bytesOf(base64);
  return Array.from({ length: bytes.byteLength / 4 }, (_, index) => bytes.getInt32(index * 4));
}
