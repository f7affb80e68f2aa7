import { describe, expect, it } from "vitest";
import { decodeTestPredictions, encodeTestPredictions, type TestPredictions } from "./test-predictions.ts";

const PREDICTIONS: TestPredictions = {
  classes: 10,
  labels: Uint8Array.of(3, 5),
  top: Uint8Array.of(3, 5, 2, 3, 5, 7),
  probabilities: Float32Array.of(0.75, 0.125, 0.0625, 0.5, 0.25, 0.125),
};

describe("the file of test predictions", () => {
  it("gives back what was written", () =>
    expect(decodeTestPredictions(encodeTestPredictions(PREDICTIONS))).toEqual(PREDICTIONS));
  it("is read from any position of a larger buffer", () => {
    const bytes = encodeTestPredictions(PREDICTIONS);
    const larger = new Uint8Array(bytes.length + 3);
    larger.set(bytes, 3);
    expect(decodeTestPredictions(larger.subarray(3))).toEqual(PREDICTIONS);
  });
  it.each([
    ["cut short", encodeTestPredictions(PREDICTIONS).subarray(0, 40)],
    ["empty", new Uint8Array()],
    ["something else", new TextEncoder().encode("not a file of predictions")],
  ])("is refused when it is %s", (_, bytes) => expect(() => decodeTestPredictions(bytes)).toThrow(RangeError));
  it("takes three answers per image", () =>
    expect(() => encodeTestPredictions({ ...PREDICTIONS, top: Uint8Array.of(1) })).toThrow(RangeError));
});
