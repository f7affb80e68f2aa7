import { expect, test } from "vitest";
import { decodeTrainingState, encodeTrainingState } from "../state-codec.ts";
import type { TrainingState } from "../training-state.ts";

const STATE: TrainingState = {
  epoch: 2,
  step: 5,
  sums: { loss: 1.25, correct: 7, images: 160, seconds: 0.5 },
  seconds: 12.5,
  parameters: Float32Array.of(1, -2, 3.5),
  slots: [Float32Array.of(0, 1e-30, 4), Float32Array.of(7, 8, 9)],
  best: { epoch: 1, validationAccuracy: 0.5, parameters: Float32Array.of(4, 5, 6) },
};

test.each([
  ["with a best epoch", STATE],
  ["without", { ...STATE, best: null, slots: [] }],
  ["with weights that have no slot", { ...STATE, slots: [Float32Array.of(1, 2)] }],
])("a state %s survives, also from bytes within a larger buffer", (_, state) => {
  const bytes = encodeTrainingState(state);
  expect(encodeTrainingState(state)).toEqual(bytes);
  const within = new Uint8Array(bytes.length + 7);
  within.set(bytes, 3);
  expect(decodeTrainingState(within.subarray(3, 3 + bytes.length))).toEqual(state);
  expect(decodeTrainingState(Buffer.from(bytes))).toEqual(state);
});

test("a state from before weights without a slot is read", () => {
  const bytes = encodeTrainingState(STATE);
  const text = new TextDecoder().decode(bytes);
  const older = new TextEncoder().encode(text.replace(',"slotLength":3', " ".repeat(15)).slice(4));
  const length = new DataView(bytes.buffer).getUint32(0, true);
  const rewritten = Uint8Array.from([
    ...bytes.subarray(0, 4),
    ...older.subarray(0, length),
    ...bytes.subarray(4 + length),
  ]);
  expect(decodeTrainingState(rewritten)).toEqual(STATE);
});

test("bytes that are cut short, foreign or of another version are refused", () => {
  const bytes = encodeTrainingState(STATE);
  expect(() => decodeTrainingState(bytes.subarray(0, -4))).toThrow("not what its header says");
  expect(() => decodeTrainingState(bytes.subarray(0, 3))).toThrow("no training state");
  expect(() => decodeTrainingState(bytes.subarray(0, 40))).toThrow("no training state");
  expect(() => decodeTrainingState(new Uint8Array(64))).toThrow("no training state");
  const other = new TextEncoder().encode('{"v":9}');
  expect(() => decodeTrainingState(Uint8Array.of(other.length, 0, 0, 0, ...other))).toThrow("version 9");
});
