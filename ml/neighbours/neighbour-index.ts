/**
 * The index by which training pictures are found that a network answers to most alike. It holds no pictures: of each its
 * number in the data set, its class, and what the network's last layer but one answered to it, as a vector of a few bytes.
 *
 * Little-endian: "CVNI", uint32 version (1), uint32 images n, uint32 values d of a vector, uint32 width w of the projection,
 * 0 where there is none; then n numbers (uint32), d scales of directions (float32) and d w values of them (int8), both with
 * a projection only, n d values of vectors (int8), n classes (uint8).
 */

export type NeighbourIndex = {
  /** Number of each picture among the training images of the data set. */
  images: Uint32Array;
  /** True class of each. */
  labels: Uint8Array;
  /** Values of a vector. */
  values: number;
  /** [images, values]; each has the direction of an answer, or of its projection, and no length that means anything. */
  vectors: Int8Array;
  /** What answers are projected on; null where they are short enough as they are. */
  projection: Projection | null;
};

/** Directions, [values, width], each times its scale. */
export type Projection = { width: number; directions: Int8Array; scales: Float32Array };

const MAGIC = 0x494e5643;
const HEADER = 20;

type Counts = { images: number; values: number; width: number };

/** Bytes of an index; `width` is 0 without a projection. */
export const indexBytes = ({ images, values, width }: Counts): number =>
  HEADER + images * (5 + values) + (width > 0 ? values * (4 + width) : 0);

export function encodeNeighbourIndex(index: NeighbourIndex): Uint8Array<ArrayBuffer> {
  const { images, labels, values, vectors, projection } = index;
  const counts = { images: images.length, values, width: projection?.width ?? 0 };
  const bytes = new Uint8Array(indexBytes(counts));
  bytes.set(new Uint8Array(Uint32Array.of(MAGIC, 1, counts.images, counts.values, counts.width).buffer));
  const parts = [images, projection?.scales, projection?.directions, vectors, labels];
  let at = HEADER;
  for (const part of parts) {
    if (!part) continue;
    bytes.set(new Uint8Array(part.buffer, part.byteOffset, part.byteLength), at);
    at += part.byteLength;
  }
  return bytes;
}

/** @throws RangeError when it is none, or cut short */
export function decodeNeighbourIndex(bytes: Uint8Array): NeighbourIndex {
  // A copy begins where numbers of any size may; `slice` of Node's buffers makes none.
  const { buffer } = new Uint8Array(bytes);
  const [magic, version, images = 0, values = 0, width = 0] =
    bytes.length < HEADER ? [] : new Uint32Array(buffer, 0, HEADER / 4);
  if (magic !== MAGIC || version !== 1) throw new RangeError("This is not an index of neighbours, version 1.");
  const expected = indexBytes({ images, values, width });
  if (bytes.length !== expected) {
    throw new RangeError(`An index of ${images} pictures takes ${expected} bytes, not ${bytes.length}.`);
  }
  let at = HEADER;
  const next = <T extends ArrayLike<number>>(
    type: { new (buffer: ArrayBuffer, from: number, length: number): T; BYTES_PER_ELEMENT: number },
    length: number,
  ): T => {
    const part = new type(buffer, at, length);
    at += length * type.BYTES_PER_ELEMENT;
    return part;
  };
  const numbers = next(Uint32Array, images);
  const projection =
    width > 0 ? { width, scales: next(Float32Array, values), directions: next(Int8Array, values * width) } : null;
  const vectors = next(Int8Array, images * values);
  return { images: numbers, labels: next(Uint8Array, images), values, vectors, projection };
}
