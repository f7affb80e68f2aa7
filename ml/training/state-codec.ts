/**
 * A training's state as bytes and back. Layout: length of the header (uint32), header (JSON, padded with spaces to a
 * multiple of 4 bytes), then the float32 vectors one after the other; all little-endian. The same state gives the same
 * bytes.
 */
import type { TrainingState } from "./training-state.ts";

const VERSION = 1;
const FLOAT32_BYTES = 4;
const LENGTH_BYTES = 4;

type Header = Pick<TrainingState, "epoch" | "step" | "sums" | "seconds"> & {
  v: typeof VERSION;
  best: { epoch: number; validationAccuracy: number } | null;
  /** Values per vector, and how many vectors are the optimiser's. */
  parameters: number;
  slots: number;
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
  };
  const text = JSON.stringify(header);
  const padded = new TextEncoder().encode(text.padEnd(Math.ceil(text.length / FLOAT32_BYTES) * FLOAT32_BYTES));
  const vectors = [parameters, ...slots, ...(best ? [best.parameters] : [])];
  const bytes = new Uint8Array(LENGTH_BYTES + padded.length + vectors.length * parameters.length * FLOAT32_BYTES);
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
  const { parameters: length, slots: slotCount, best, epoch, step, sums, seconds } = header.value;
  const vectorCount = 1 + slotCount + (best ? 1 : 0);
  if (bytes.length !== header.end + vectorCount * length * FLOAT32_BYTES) {
    throw new Error(`The training state has ${bytes.length} bytes, which is not what its header says.`);
  }
  const vectorAt = (index: number) => {
    const start = header.end + index * length * FLOAT32_BYTES;
    // A copy, because the bytes may start anywhere in a larger buffer; not by `slice`, which copies nothing in Node's Buffer.
    return new Float32Array(new Uint8Array(bytes.subarray(start, start + length * FLOAT32_BYTES)).buffer);
  };
  return {
    epoch,
    step,
    sums,
    seconds,
    parameters: vectorAt(0),
    slots: Array.from({ length: slotCount }, (_, i) => vectorAt(1 + i)),
    best: best && { ...best, parameters: vectorAt(1 + slotCount) },
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
