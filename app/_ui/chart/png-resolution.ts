/**
 * The physical size of a PNG. The chunk `pHYs` says how many pixels stand in a metre (PNG specification, third edition,
 * 11.3.4.3); browsers write none. It has to come before the image data, so it is put right behind the header, `IHDR`,
 * which is always first and always as long.
 */

const INCH_M = 0.0254;
/** Signature (8), then IHDR: length (4), name (4), data (13), checksum (4). */
const BEHIND_HEADER = 33;
const CHUNK_BYTES = 21;
const METRE = 1;

/** The same picture with its resolution written in. @throws if `png` is none, or has a resolution already */
export function withResolution(png: Uint8Array, dpi: number): Uint8Array<ArrayBuffer> {
  if (nameAt(png, 12) !== "IHDR") throw new Error("Not a PNG.");
  for (let at = BEHIND_HEADER; at < png.length; at += 12 + viewOf(png).getUint32(at)) {
    if (nameAt(png, at + 4) === "pHYs") throw new Error("The PNG has a resolution already.");
  }
  const chunk = new Uint8Array(CHUNK_BYTES);
  const view = viewOf(chunk);
  const perMetre = Math.round(dpi / INCH_M);
  view.setUint32(0, 9);
  chunk.set(
    [..."pHYs"].map((letter) => letter.charCodeAt(0)),
    4,
  );
  view.setUint32(8, perMetre);
  view.setUint32(12, perMetre);
  view.setUint8(16, METRE);
  view.setUint32(17, crc32(chunk.subarray(4, 17)));
  const whole = new Uint8Array(png.length + CHUNK_BYTES);
  whole.set(png.subarray(0, BEHIND_HEADER));
  whole.set(chunk, BEHIND_HEADER);
  whole.set(png.subarray(BEHIND_HEADER), BEHIND_HEADER + CHUNK_BYTES);
  return whole;
}

const viewOf = (bytes: Uint8Array) => new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
const nameAt = (bytes: Uint8Array, at: number) => String.fromCharCode(...bytes.subarray(at, at + 4));

/** CRC-32 as PNG uses it (annex D of its specification): reflected polynomial 0xEDB88320. */
function crc32(bytes: Uint8Array): number {
  let crc = ~0;
  for (const byte of bytes) {
    crc ^= byte;
    for (let bit = 0; bit < 8; bit++) crc = (crc >>> 1) ^ (crc & 1 ? 0xedb88320 : 0);
  }
  return ~crc >>> 0;
}
