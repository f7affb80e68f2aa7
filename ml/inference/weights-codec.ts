/** Numbers as bytes, float32 little-endian: parameters, golden outputs. What a model's shards hold is in encoded-weights.ts. */

const FLOAT32_BYTES = 4;

/** The bytes of `parameters`; their SHA-256 is a model's `weightsSha256`. */
export function encodeWeights(parameters: Float32Array): Uint8Array<ArrayBuffer> {
  const bytes = new Uint8Array(parameters.length * FLOAT32_BYTES);
  const view = new DataView(bytes.buffer);
  parameters.forEach((value, i) => {
    view.setFloat32(i * FLOAT32_BYTES, value, true);
  });
  return bytes;
}

/**
 * @param count values that the network has
 * @param what the bytes are, for the message
 * @throws Error when the bytes hold another number of values
 */
export function decodeWeights(bytes: Uint8Array, count: number, what = "The weights"): Float32Array<ArrayBuffer> {
  if (bytes.length !== count * FLOAT32_BYTES) {
    throw new Error(`${what} have ${bytes.length} bytes; the network needs ${count * FLOAT32_BYTES}.`);
  }
  const view = new DataView(bytes.buffer, bytes.byteOffset);
  const values = new Float32Array(count);
  for (let i = 0; i < count; i++) values[i] = view.getFloat32(i * FLOAT32_BYTES, true);
  return values;
}
