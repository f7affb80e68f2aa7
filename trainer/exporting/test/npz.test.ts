import { unzipSync } from "fflate";
import { expect, test } from "vitest";
import { BRANCHED_LAYERS, SAMPLE_INPUT } from "#ml/architectures/test/sample-layers";
import { writeNpz } from "../npz.ts";
import { sampleSource, sampleWeights } from "./sample-source.ts";

/** As NumPy reads it. */
function readNpy(bytes: Uint8Array) {
  const buffer = Buffer.from(bytes);
  expect(buffer.toString("latin1", 0, 8)).toBe("\x93NUMPY\x01\x00");
  const start = 10 + buffer.readUInt16LE(8);
  expect(start % 64).toBe(0);
  const header = buffer.toString("latin1", 10, start);
  const [, list = ""] = /^\{'descr': '<f4', 'fortran_order': False, 'shape': \(([\d, ]+)\), \} *\n$/.exec(header) ?? [];
  const shape = list.split(",").flatMap((side) => (side.trim() === "" ? [] : Number(side)));
  return { shape, values: new Float32Array(Uint8Array.from(buffer.subarray(start)).buffer) };
}

test("the archive has every weight, bit for bit, under its name in Keras", () => {
  const { source } = sampleSource(BRANCHED_LAYERS, SAMPLE_INPUT);
  const { "README.txt": readMe, ...arrays } = unzipSync(writeNpz(source));
  const expected = sampleWeights(source);
  expect(Object.keys(arrays)).toEqual([...expected.keys()].map((name) => `${name}.npy`));
  for (const { name, shape } of source.specs) {
    const array = readNpy(arrays[`${name}.npy`] ?? new Uint8Array());
    expect(array).toEqual({ shape, values: expected.get(name) });
  }
  expect(new TextDecoder().decode(readMe)).toContain("value / 255 - 0.4) / 0.2");
});
