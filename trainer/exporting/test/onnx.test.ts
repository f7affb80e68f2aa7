import { describe, expect, test } from "vitest";
import type { ImageShape, Layer } from "#domain/architectures/layers";
import { SAMPLE_INPUT, SAMPLE_NETWORKS, STRIDED_LAYERS } from "#ml/architectures/test/sample-layers";
import { writeOnnx } from "../onnx.ts";
import { readOnnx } from "./read-onnx.ts";
import { sampleSource, sampleWeights } from "./sample-source.ts";

const FLOAT = 1;
const UINT8 = 2;

const write = (layers: readonly Layer[], input: ImageShape = SAMPLE_INPUT) => {
  const { source } = sampleSource(layers, input);
  return { source, onnx: readOnnx(writeOnnx(source)) };
};

describe.each(SAMPLE_NETWORKS)("a network %s as ONNX", (_, layers) => {
  const { source, onnx } = write(layers);

  test("takes pixels in any number of pictures and gives probabilities", () => {
    expect(onnx.inputs).toEqual([{ name: "picture", type: UINT8, shape: ["batch", ...SAMPLE_INPUT] }]);
    expect(onnx.outputs).toEqual([{ name: "probabilities", type: FLOAT, shape: ["batch", 4] }]);
    expect(onnx.operatorSets).toEqual([17]);
  });

  test("computes each value once, from what is there before it", () => {
    const known = new Set([...onnx.inputs, ...onnx.constants].map(({ name }) => name));
    for (const { inputs, outputs } of onnx.nodes) {
      // An empty name leaves an input out.
      expect(inputs.filter((name) => name !== "" && !known.has(name))).toEqual([]);
      for (const name of outputs) {
        expect(known).not.toContain(name);
        known.add(name);
      }
    }
    expect(known).toContain("probabilities");
    for (const { name } of layers) expect(known).toContain(name);
  });

  test("has every weight, whose values are all there", () => {
    for (const { name, type, shape, values } of onnx.constants) {
      expect(type).toBe(FLOAT);
      expect({ name, size: values.length }).toEqual({ name, size: shape.reduce((product, n) => product * n, 1) });
    }
    const constants = new Map(onnx.constants.map(({ name, values }) => [name, values]));
    for (const [name, values] of sampleWeights(source)) {
      expect(constants.get(name)?.toSorted()).toEqual(values.toSorted());
    }
  });
});

test("kernels have their outputs first, then inputs, then the window; depthwise ones a channel for each output", () => {
  const { source, onnx } = write(STRIDED_LAYERS);
  const weights = sampleWeights(source);
  const constant = (name: string) => onnx.constants.find((one) => one.name === name);
  const kernel = constant("conv2d_1/kernel");
  expect(kernel?.shape).toEqual([4, 3, 3, 3]);
  // Output 2, input 1, row 0, column 2.
  expect(kernel?.values[(2 * 3 + 1) * 9 + 2]).toBe(weights.get("conv2d_1/kernel")?.[(2 * 3 + 1) * 4 + 2]);
  const depthwise = constant("depthwise_conv2d_1/depthwise_kernel");
  expect(depthwise?.shape).toEqual([6, 1, 3, 3]);
  // Channel 4, row 1, column 0.
  expect(depthwise?.values[4 * 9 + 3]).toBe(weights.get("depthwise_conv2d_1/depthwise_kernel")?.[3 * 6 + 4]);
});

test("what is odd of the padding comes below and to the right", () => {
  const { onnx } = write(STRIDED_LAYERS);
  const attributes = (output: string) => onnx.nodes.find(({ outputs }) => outputs.includes(output))?.attributes;
  // Valid: nothing is padded.
  expect(attributes("conv2d_1/product")).toEqual({ kernel_shape: [3, 3], strides: [2, 2], pads: [0, 0, 0, 0] });
  // [6, 7] to [3, 4]: one row below, a column on each side.
  expect(attributes("separable_conv2d_1/depthwise")).toMatchObject({ pads: [0, 1, 1, 1], group: 4 });
});

test("the file says what the model takes, whose it is and where it comes from", () => {
  const { source, onnx } = write(SAMPLE_NETWORKS[0][1]);
  expect(onnx.metadata).toMatchObject({
    model: "Owls, seed 3",
    author: "Ada",
    classes: source.manifest.classes.join(", "),
    source: expect.stringContaining("c".repeat(64)),
  });
  expect(onnx.description).toContain("0 to 255");
});

test("a size that is no multiple is refused with the layer's name", () => {
  const [, ...rest] = STRIDED_LAYERS;
  const odd: Layer[] = [
    { type: "Resizing", name: "enlarged", height: 20, width: 16, interpolation: "nearest" },
    ...rest,
  ];
  expect(() => write(odd)).toThrow("Layer enlarged resizes by no whole factor");
});
