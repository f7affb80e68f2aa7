/**
 * A training's state as bytes and back. Layout: length of the header (uint32), header (JSON, padded with spaces to a
 * multiple of 4 bytes), then the float32 vectors one after the other (weights, the optimiser's, the best epoch's); all
 * little-endian. The same state gives the same bytes.
 */
import type { TrainingState } from "./training-state.ts";

const VERSION = 1;
const FLOAT32_BYTES = 4;
const LENGTH_BYTES = 4;

type Header = Pick<TrainingState, "epoch" | "step" | "sums" | "seconds"> & {
  v: typeof VERSION;
  best: { epoch: number; validationAccuracy: number } | null;
  /** Values in all weights. */
  parameters: number;
  /** The optimiser's vectors, and the values in each. States without the latter are older than weights without a slot. */
  slots: number;
  slotLength?: number;
};

export function encodeTrainingState(state: TrainingState): Uint8Array<ArrayBuffer> {
  const { epoch, step, sums, seconds, best, parameters, slots } = state;
  const header: Header = {
    v: VERSION,
    epoch,
    step,
    sums: { loss: sums.loss, correct: sums.correct, images: sums.images, seconds: sums.seconds },
    seconds,
    best: best && { epoch: best.epoch, validationAccuracy: best.validationAccuracy },
    parameters: parameters.length,
    slots: slots.length,
    slotLength: slots[0]?.length ?? 0,
  };
  const text = JSON.stringify(header);
  const padded = new TextEncoder().encode(text.padEnd(Math.ceil(text.length / FLOAT32_BYTES) * FLOAT32_BYTES));
  const vectors = [parameters, ...slots, ...(best ? [best.parameters] : [])];
  const values = vectors.reduce((total, { length }) => total + length, 0);
  const bytes = new Uint8Array(LENGTH_BYTES + padded.length + values * FLOAT32_BYTES);
  new DataView(bytes.buffer).setUint32(0, padded.length, true);
  bytes.set(padded, LENGTH_BYTES);
  let offset = LENGTH_BYTES + padded.length;
  for (const vector of vectors) {
    new Float32Array(bytes.buffer, offset, vector.length).set(vector);
    offset += vector.byteLength;
  }
  return bytes;
}

/** @throws Error when the bytes are no state of this version or are cut short */
export function decodeTrainingState(bytes: Uint8Array): TrainingState {
  const header = readHeader(bytes);
  const { parameters: length, slots: slotCount, slotLength = length, best, epoch, step, sums, seconds } = header.value;
  const lengths = [length, ...new Array<number>(slotCount).fill(slotLength), ...(best ? [length] : [])];
  const values = lengths.reduce((total, one) => total + one, 0);
  if (bytes.length !== header.end + values * FLOAT32_BYTES) {
    throw new Error(`The training state has ${bytes.length} bytes, which is not what its header says.`);
  }
  let start = header.end;
  const vectors = lengths.map((one) => {
    const end = start + one * FLOAT32_BYTES;
    // A copy, because the bytes may start anywhere in a larger buffer; not by `slice`, which copies nothing in Node's Buffer.
    const vector = new Float32Array(new Uint8Array(bytes.subarray(start, end)).buffer);
    start = end;
    return vector;
  });
  const [parameters, ...others] = vectors as [Float32Array<ArrayBuffer>, ...Float32Array<ArrayBuffer>[]];
  const bestParameters = best && others.pop();
  return {
    epoch,
    step,
    sums,
    seconds,
    parameters,
    slots: others,
    best: best && bestParameters ? { ...best, parameters: bestParameters } : null,
  };
}

function readHeader(bytes: Uint8Array): { value: Header; end: number } {
  const notOurs = () => new Error("These bytes are no training state.");
  if (bytes.length < LENGTH_BYTES) throw notOurs();
  const end = LENGTH_BYTES + new DataView(bytes.buffer, bytes.byteOffset).getUint32(0, true);
  if (end > bytes.length) throw notOurs();
  let value: Header;
  try {
    value = JSON.parse(new TextDecoder().decode(bytes.subarray(LENGTH_BYTES, end)));
  } catch {
    throw notOurs();
  }
  if (value.v !== VERSION) throw new Error(`The training state is of version ${value.v}; this is version ${VERSION}.`);
  return { value, end };
}
