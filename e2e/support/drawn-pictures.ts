/** Pictures that tests draw themselves, of any size: grey JPEGs block by block, with an EXIF orientation, and grey PNGs. */
import { crc32, deflateSync } from "node:zlib";

/** The side of the squares that a drawing consists of. */
export const BLOCK = 8;

type Drawing = {
  /** In blocks, as it is looked at. */
  columns: number;
  rows: number;
  /** Brightness of a block, 0..255. */
  tone: (row: number, column: number) => number;
};

/** Which block of the upright picture lies at (row, column) of a file with this EXIF orientation. */
function uprightPlace(orientation: number, row: number, column: number, { rows, columns }: Drawing): [number, number] {
  const [bottom, right] = [rows - 1, columns - 1];
  switch (orientation) {
    case 2:
      return [row, right - column];
    case 3:
      return [bottom - row, right - column];
    case 4:
      return [bottom - row, column];
    case 5:
      return [column, row];
    case 6:
      return [column, right - row];
    case 7:
      return [bottom - column, right - row];
    case 8:
      return [bottom - column, row];
    default:
      return [row, column];
  }
}

const uint16 = (value: number) => [value >> 8, value & 0xff];
const segment = (marker: number, content: readonly number[]) => [
  0xff,
  marker,
  ...uint16(content.length + 2),
  ...content,
];

/** EXIF with one entry: the orientation. */
const exif = (orientation: number) =>
  segment(0xe1, [
    ...Buffer.from("Exif\0\0MM\0*", "latin1"),
    ...[0, 0, 0, 8, 0, 1, 0x01, 0x12, 0, 3, 0, 0, 0, 1, 0, orientation, 0, 0, 0, 0, 0, 0],
  ]);

/**
 * A baseline JPEG of one component whose blocks have one tone each: the difference of two means takes at most 13 bits, an
 * equal block two.
 *
 * @param orientation of EXIF, 1 to 8: the file holds the picture turned so that viewers turn it back
 */
export function drawnJpeg(drawing: Drawing, orientation = 1): Buffer {
  const turned = orientation >= 5;
  const rows = turned ? drawing.columns : drawing.rows;
  const columns = turned ? drawing.rows : drawing.columns;
  const head = [
    ...[0xff, 0xd8],
    ...exif(orientation),
    ...segment(0xdb, [0, ...Array(64).fill(BLOCK)]),
    ...segment(0xc0, [8, ...uint16(rows * BLOCK), ...uint16(columns * BLOCK), 1, 1, 0x11, 0]),
    // Of means: no difference is 0, sizes 1 to 8 are 10000 to 10111.
    ...segment(0xc4, [0x00, 1, 0, 0, 0, 8, ...Array(11).fill(0), 0, 1, 2, 3, 4, 5, 6, 7, 8]),
    // Of everything else: 0 ends the block.
    ...segment(0xc4, [0x10, 1, ...Array(15).fill(0), 0]),
    ...segment(0xda, [1, 1, 0x00, 0, 63, 0]),
  ];
  const data: number[] = [];
  let bits = 0;
  let count = 0;
  const put = (value: number, length: number) => {
    for (let i = length - 1; i >= 0; i -= 1) {
      bits = (bits << 1) | ((value >> i) & 1);
      count += 1;
      if (count < 8) continue;
      data.push(bits);
      if (bits === 0xff) data.push(0);
      bits = 0;
      count = 0;
    }
  };
  let before = 0;
  for (let row = 0; row < rows; row += 1) {
    for (let column = 0; column < columns; column += 1) {
      const mean = drawing.tone(...uprightPlace(orientation, row, column, drawing)) - 128;
      const difference = mean - before;
      before = mean;
      const size = 32 - Math.clz32(Math.abs(difference));
      if (size === 0) {
        put(0, 1);
      } else {
        put(0b10000 + size - 1, 5);
        put(difference > 0 ? difference : difference + 2 ** size - 1, size);
      }
      put(0, 1);
    }
  }
  while (count > 0) put(1, 1);
  return Buffer.from(Uint8Array.from([...head, ...Uint8Array.from(data), 0xff, 0xd9]));
}

/** A grey PNG of one tone. */
export function drawnPng(width: number, height: number): Buffer {
  const chunk = (type: string, content: Buffer) => {
    const body = Buffer.concat([Buffer.from(type, "latin1"), content]);
    const length = Buffer.alloc(4);
    length.writeUInt32BE(content.length);
    const checksum = Buffer.alloc(4);
    checksum.writeUInt32BE(crc32(body));
    return Buffer.concat([length, body, checksum]);
  };
  const facts = Buffer.alloc(13);
  facts.writeUInt32BE(width, 0);
  facts.writeUInt32BE(height, 4);
  facts[8] = 8; // bits of a pixel's one channel, grey
  return Buffer.concat([
    Buffer.from("\x89PNG\r\n\x1a\n", "latin1"),
    chunk("IHDR", facts),
    chunk("IDAT", deflateSync(Buffer.alloc(height * (width + 1)))),
    chunk("IEND", Buffer.alloc(0)),
  ]);
}
