/**
 * Reads format, size and whether it moves from the first bytes of a picture, before any decoder allocates memory for
 * it: a file of a few hundred kilobytes can hold 200 megapixels. It is not a decoder and not a check that the rest of
 * the file is sound.
 */

/** Formats that every browser decodes and whose size is read here. */
export type PictureFormat = "png" | "jpeg" | "webp" | "gif";
/** Formats that are recognised only to say what they are. */
export type OtherFormat = "heic" | "avif" | "svg" | "bmp" | "tiff" | "pdf" | "unknown";

export type ImageHeader =
  | { format: PictureFormat; width: number; height: number; animated: boolean }
  | { format: PictureFormat; damaged: true }
  | { format: OtherFormat };

const ascii = (bytes: Uint8Array, start: number, length: number) =>
  String.fromCharCode(...bytes.subarray(start, start + length));

/** A view over `bytes`; reads past the end throw RangeError, which {@link readImageHeader} turns into `damaged`. */
const viewOf = (bytes: Uint8Array) => new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);

type Facts = { width: number; height: number; animated: boolean };

/** PNG: IHDR comes first; an APNG has an `acTL` chunk before the first `IDAT`. */
function readPng(bytes: Uint8Array): Facts {
  const view = viewOf(bytes);
  const facts = { width: view.getUint32(16), height: view.getUint32(20), animated: false };
  for (let at = 8; at + 8 <= bytes.length; ) {
    const type = ascii(bytes, at + 4, 4);
    if (type === "acTL") return { ...facts, animated: true };
    if (type === "IDAT" || type === "IEND") break;
    at += 12 + view.getUint32(at); // length, type, data, checksum
  }
  return facts;
}

/** JPEG: the frame header is one of SOF0–SOF15 without DHT (C4), JPG (C8) and DAC (CC). */
function readJpeg(bytes: Uint8Array): Facts {
  const view = viewOf(bytes);
  for (let at = 2; ; ) {
    if (view.getUint8(at) !== 0xff) throw new RangeError("Not a marker.");
    const marker = view.getUint8(at + 1);
    if (marker === 0xff) {
      at += 1; // fill byte
      continue;
    }
    if (marker >= 0xc0 && marker <= 0xcf && marker !== 0xc4 && marker !== 0xc8 && marker !== 0xcc) {
      return { height: view.getUint16(at + 5), width: view.getUint16(at + 7), animated: false };
    }
    if (marker === 0xd9 || marker === 0xda) throw new RangeError("No frame header before the data.");
    const bare = marker === 0x01 || (marker >= 0xd0 && marker <= 0xd7);
    at += bare ? 2 : 2 + view.getUint16(at + 2);
  }
}

/** GIF: an animation has a second image descriptor. */
function readGif(bytes: Uint8Array): Facts {
  const view = viewOf(bytes);
  const width = view.getUint16(6, true);
  const height = view.getUint16(8, true);
  const tableBytes = (flags: number) => (flags & 0x80 ? 3 * 2 ** ((flags & 7) + 1) : 0);
  const afterSubBlocks = (start: number) => {
    let at = start;
    for (let length = view.getUint8(at); length > 0; length = view.getUint8(at)) at += 1 + length;
    return at + 1;
  };
  let images = 0;
  for (let at = 13 + tableBytes(view.getUint8(10)); at < bytes.length && images < 2; ) {
    const kind = view.getUint8(at);
    if (kind === 0x2c) {
      images += 1;
      at = afterSubBlocks(at + 11 + tableBytes(view.getUint8(at + 9))); // descriptor, colour table, LZW code size
    } else if (kind === 0x21) {
      at = afterSubBlocks(at + 2);
    } else {
      break; // trailer, or rubbish that the decoder will judge
    }
  }
  return { width, height, animated: images > 1 };
}

/** WebP: lossy (`VP8 `), lossless (`VP8L`) or extended (`VP8X`, which says whether it moves). */
function readWebp(bytes: Uint8Array): Facts {
  const view = viewOf(bytes);
  switch (ascii(bytes, 12, 4)) {
    case "VP8 ":
      return { width: view.getUint16(26, true) & 0x3fff, height: view.getUint16(28, true) & 0x3fff, animated: false };
    case "VP8L": {
      const packed = view.getUint32(21, true); // 14 bits width - 1, 14 bits height - 1
      return { width: (packed & 0x3fff) + 1, height: ((packed >>> 14) & 0x3fff) + 1, animated: false };
    }
    case "VP8X": {
      const uint24 = (at: number) => view.getUint16(at, true) | (view.getUint8(at + 2) << 16);
      return { width: uint24(24) + 1, height: uint24(27) + 1, animated: (view.getUint8(20) & 0x02) !== 0 };
    }
    default:
      throw new RangeError("No known chunk.");
  }
}

const READERS: Record<PictureFormat, (bytes: Uint8Array) => Facts> = {
  png: readPng,
  jpeg: readJpeg,
  gif: readGif,
  webp: readWebp,
};

const HEIC_BRANDS = new Set(["heic", "heix", "hevc", "hevx", "heim", "heis", "mif1", "msf1"]);

function formatOf(bytes: Uint8Array): PictureFormat | OtherFormat {
  const start = ascii(bytes, 0, 12);
  if (start.startsWith("\x89PNG\r\n\x1a\n")) return "png";
  if (start.startsWith("\xff\xd8\xff")) return "jpeg";
  if (start.startsWith("GIF87a") || start.startsWith("GIF89a")) return "gif";
  if (start.startsWith("RIFF") && start.endsWith("WEBP")) return "webp";
  if (start.slice(4, 8) === "ftyp") {
    const brand = start.slice(8, 12);
    if (brand === "avif" || brand === "avis") return "avif";
    return HEIC_BRANDS.has(brand) ? "heic" : "unknown";
  }
  if (start.startsWith("BM")) return "bmp";
  if (start.startsWith("II*\0") || start.startsWith("MM\0*")) return "tiff";
  if (start.startsWith("%PDF")) return "pdf";
  const text = new TextDecoder().decode(bytes.subarray(0, 1024)).trimStart().toLowerCase();
  return text.startsWith("<svg") || (text.startsWith("<") && text.includes("<svg")) ? "svg" : "unknown";
}

/** Reads the header of the whole file `bytes`. Never throws: a broken header is `damaged`. */
export function readImageHeader(bytes: Uint8Array): ImageHeader {
  const format = formatOf(bytes);
  if (format !== "png" && format !== "jpeg" && format !== "gif" && format !== "webp") return { format };
  try {
    const facts = READERS[format](bytes);
    return facts.width > 0 && facts.height > 0 ? { format, ...facts } : { format, damaged: true };
  } catch {
    return { format, damaged: true };
  }
}
