import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import { type Host, type RunnableModel, ServedModel } from "../served-model.ts";

/** In Node there is neither a WebGL context nor the bundler's address of the WebAssembly file: only `cpu` starts. */
const goldenInputs = Uint8Array.of(0, 255, 51, 204);
const kernel = [2, -1, 0.5, 1]; // [in, out]
const bias = [0.25, -0.5];

/** Softmax of the dense layer by hand, for one picture of two pixels. */
function expected([a = 0, b = 0]: number[]): [number, number] {
  const logit = (out: number) => (kernel[out] ?? 0) * a + (kernel[2 + out] ?? 0) * b + (bias[out] ?? 0);
  const first = 1 / (1 + Math.exp(logit(1) - logit(0)));
  return [first, 1 - first];
}

const model = (goldenOutputs: number[]): RunnableModel => ({
  manifest: {
    classes: ["dark", "light"],
    input: { shape: [1, 2, 1], mean: 0, std: 1 },
    layers: [
      { type: "Flatten", name: "flatten_1" },
      {
        type: "Dense",
        name: "dense_1",
        units: 2,
        activation: "softmax",
        useBias: true,
        kernelInitializer: "glorotUniform",
      },
    ],
    weights: [
      { name: "dense_1/kernel", shape: [2, 2], dtype: "float32" },
      { name: "dense_1/bias", shape: [2], dtype: "float32" },
    ],
  },
  weights: new Uint8Array(Float32Array.of(...kernel, ...bias).buffer),
  goldenInputs,
  goldenOutputs: Float32Array.from(goldenOutputs),
});

const golden = [...expected([0, 1]), ...expected([0.2, 0.8])];
const host: Host = { excluded: [], watch: (_backend, _milliseconds, work) => work() };
let served: ServedModel | undefined;
beforeEach(() => {
  // The backends that cannot start here say so at length.
  for (const level of ["warn", "error"] as const) vi.spyOn(console, level).mockImplementation(() => {});
});
afterEach(() => {
  vi.restoreAllMocks();
  served?.dispose();
  served = undefined;
});

describe("ServedModel", () => {
  test("runs on the first backend that starts and agrees, and says which were passed over", async () => {
    served = await ServedModel.open(model(golden), host);
    expect(served.state).toMatchObject({ backend: "cpu" });
    expect(served.state?.goldenDifference).toBeLessThan(1e-5);
    expect(served.state?.passedOver.map(({ backend }) => backend)).toEqual(["wasm", "webgl"]);
    const [first, second] = await served.classify(Uint8Array.of(255, 0), 1);
    expect(first).toBeCloseTo(expected([1, 0])[0], 5);
    expect(second).toBeCloseTo(expected([1, 0])[1], 5);
  });

  test("says what was given up before it, and does not try that again", async () => {
    const excluded = [{ backend: "wasm", reason: "it did not answer in time" }] as const;
    const watched: string[] = [];
    const watch: Host["watch"] = (backend, _milliseconds, work) => {
      watched.push(backend);
      return work();
    };
    served = await ServedModel.open(model(golden), { excluded, watch });
    expect(served.state?.passedOver.map(({ backend }) => backend)).toEqual(["wasm", "webgl"]);
    expect(served.state?.passedOver[0]?.reason).toBe("it did not answer in time");
    expect(watched).toEqual(["webgl", "cpu"]);
  });

  test("more pictures are waited for longer before a backend counts as hanging", async () => {
    const patience: number[] = [];
    const watch: Host["watch"] = (_backend, milliseconds, work) => {
      patience.push(milliseconds);
      return work();
    };
    served = await ServedModel.open(model(golden), { excluded: [], watch });
    await served.classify(new Uint8Array(2), 1);
    await served.classify(new Uint8Array(2000), 1000);
    const [one, thousand] = patience.slice(-2);
    expect(thousand).toBeGreaterThan(one ?? Number.POSITIVE_INFINITY);
  });

  test("is refused when no backend reproduces the trainer's answers", async () => {
    const wrong = golden.map((probability, i) => (i === 3 ? probability + 0.01 : probability));
    await expect(ServedModel.open(model(wrong), host)).rejects.toThrow(
      /cpu: its answers differ from the trainer's by 0.010/,
    );
  });

  test("an answer that is not a number counts as a difference", async () => {
    const broken = model(golden);
    new Float32Array(broken.weights.buffer)[0] = Number.NaN;
    await expect(ServedModel.open(broken, host)).rejects.toThrow(/cpu: its answers differ from the trainer's by NaN/);
  });
});
