import { readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { readPytorch } from "../read-pytorch.ts";

const fixture = (name: string) => new Uint8Array(readFileSync(join(import.meta.dirname, "fixtures", name)));

test.each(["archive.pth", "sequence.pth"])("the tensors of %s are read by their names", (name) => {
  const tensors = readPytorch(fixture(name));
  expect(Object.fromEntries(tensors)).toEqual({
    kernel: { shape: [1, 2, 3], values: Float32Array.of(-1, -0.75, -0.5, -0.25, 0, 0.25) },
    turned: { shape: [3, 2], values: Float32Array.of(-1, -0.25, -0.75, 0, -0.5, 0.25) },
    bias: { shape: [3], values: Float32Array.of(0.5, 0.75, 1) },
    steps: { shape: [], values: BigInt64Array.of(-(2n ** 40n)) },
  });
});

test.each(["archive.pth", "sequence.pth"])("%s is refused wherever it is cut off", (name) => {
  const bytes = fixture(name);
  for (let length = 0; length < bytes.length; length++) {
    expect(() => readPytorch(bytes.slice(0, length)), `${length} bytes`).toThrow();
  }
});

test("what is not allowed is refused by its name", () => {
  expect(() => readPytorch(fixture("foreign.pth"))).toThrow(
    "The pickle asks for fractions.Fraction, which is not allowed.",
  );
});

test("a name of JavaScript's own is none that a pickle can reach", () => {
  const pickle = [0x80, 2, ..."cconstructor\n\n."].map((part) =>
    typeof part === "string" ? part.charCodeAt(0) : part,
  );
  expect(() => readPytorch(Uint8Array.from(pickle))).toThrow("The pickle asks for constructor., which is not allowed.");
});

test("other files are refused", () => {
  const bytesOf = (text: string) => new TextEncoder().encode(text);
  expect(() => readPytorch(bytesOf("a text"))).toThrow("There is no pickle of protocol 2.");
  expect(() => readPytorch(bytesOf("\x80\x02K\x01."))).toThrow();
  expect(() => readPytorch(Uint8Array.of(0x80, 2, 0x4b, 1, 0x2e))).toThrow("This is no file of PyTorch's.");
});

test("a tensor that claims more than its storage has is refused", () => {
  const bytes = fixture("sequence.pth");
  // The kernel's shape (1, 2, 3) becomes (1, 2, 200).
  const at = Buffer.from(bytes).indexOf(Buffer.from([0x4b, 1, 0x4b, 2, 0x4b, 3, 0x87]));
  expect(at).toBeGreaterThan(0);
  bytes[at + 5] = 200;
  expect(() => readPytorch(bytes)).toThrow("A tensor reaches beyond its storage.");
});
