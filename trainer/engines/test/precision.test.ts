import { describe, expect, test } from "vitest";
import { presetSpec } from "#domain/experiments/presets";
import { cpuGainsFromBfloat16, gpuGainsFromBfloat16 } from "../bfloat16-support.ts";
import { type Engine, fitToEngine } from "../engine.ts";

const cpuinfo = (flags: string) =>
  `processor\t: 0\nmodel name\t: Some CPU\nflags\t\t: fpu ${flags} sse2\nbugs\t\t: none\n`;

test.each([
  ["avx2 avx512f avx512_bf16", true],
  ["avx2 amx_bf16 amx_tile", true],
  ["avx2 avx512f", false],
  ["avx512_bf16x", false],
])("a processor with %s gains from bfloat16: %s", (flags, gains) => {
  expect(cpuGainsFromBfloat16(cpuinfo(flags))).toBe(gains);
});

test("no processor is known to gain without its flags, and a GPU does from Ampere on", () => {
  expect(cpuGainsFromBfloat16("")).toBe(false);
  expect([7.5, 8, 9].map(gpuGainsFromBfloat16)).toEqual([false, true, true]);
});

describe("a spec on an engine", () => {
  const record: Engine["record"] = {
    kind: "tensorflow",
    version: "2.21.0",
    tfjs: "4.22.0",
    device: "cpu",
    deviceName: "Some CPU",
    threads: 2,
    precision: "float32",
    node: "24.0.0",
    platform: "linux-x64",
  };
  const engine = (precisions: Engine["precisions"]): Engine => ({
    record,
    precisions,
    createLearner: () => {
      throw new Error("not used");
    },
    createPredictor: () => {
      throw new Error("not used");
    },
  });
  const spec = { ...presetSpec("scratch"), precision: "bfloat16" } as const;

  test("trains in the precision that it asks for where the engine gains from it, and the record says so", () => {
    const fitted = fitToEngine(engine(["float32", "bfloat16"]), spec);
    expect(fitted).toEqual({ spec, record: { ...record, precision: "bfloat16" }, warning: null });
  });

  test("trains in float32 elsewhere, with a word about it", () => {
    const { spec: used, record: kept, warning } = fitToEngine(engine(["float32"]), spec);
    expect([used.precision, kept.precision]).toEqual(["float32", "float32"]);
    expect(warning).toBe("This trainer's Some CPU gains nothing from bfloat16, so the run trains in float32.");
  });
});
