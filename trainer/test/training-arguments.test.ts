import { describe, expect, test } from "vitest";
import { presetSpec } from "#domain/experiments/presets";
import { ArgumentError, parseTrainingArguments } from "../training-arguments.ts";

const parse = (line: string) => parseTrainingArguments(line.split(" ").filter(Boolean));

describe("the arguments of a training", () => {
  test("default to the preset's", () => {
    expect(parse("--preset deeper")).toEqual({
      preset: "deeper",
      spec: presetSpec("deeper"),
      evalLimit: undefined,
      engine: undefined,
      out: undefined,
      json: false,
    });
  });

  test("change what they name", () => {
    const line =
      "--preset scratch --epochs 3 --batch-size 64 --seed 0 --limit 640 --eval-limit 5 --engine wasm --out x --json";
    expect(parse(line)).toEqual({
      preset: "scratch",
      spec: { ...presetSpec("scratch", 0), epochs: 3, batchSize: 64, trainingSubset: 640 },
      evalLimit: 5,
      engine: "wasm",
      out: "x",
      json: true,
    });
  });

  test("may ask for help", () => {
    expect(parse("--help")).toBeNull();
  });

  test.each([
    ["", "--preset is missing: give scratch, deeper, pretrained, pretrained-gap or pretrained-lite."],
    [
      "--preset nothing",
      '--preset is "nothing"; it must be scratch, deeper, pretrained, pretrained-gap or pretrained-lite.',
    ],
    ["--preset scratch --epochs ten", '--epochs is "ten"; it must be a whole number.'],
    ["--preset scratch --epochs 0", "--epochs: Epochs must be at least 1."],
    ["--preset scratch --epochs 201", "--epochs: Epochs must be at most 200."],
    ["--preset scratch --batch-size 4096", "--batch-size: Batch size must be at most 2048."],
    ["--preset scratch --seed 4294967296", "--seed: Seed must be at most 4294967295."],
    ["--preset scratch --limit 31", "--limit: Training images must be at least 32."],
    ["--preset scratch --limit 40001", "--limit: Training images: the split leaves 40,000;"],
    ["--preset scratch --eval-limit 0", "--eval-limit must be at least 1."],
    ["--preset scratch --engine gpu", '--engine is "gpu"; it must be tensorflow or wasm.'],
    ["--preset scratch --fast", "Unknown option '--fast'. See --help."],
    ["--preset scratch more", "Unexpected argument 'more'. See --help."],
    ["--preset scratch --seed", "Option '--seed <value>' argument missing. See --help."],
  ])("%s is refused in one sentence", (line, message) => {
    expect(() => parse(line)).toThrow(ArgumentError);
    expect(() => parse(line)).toThrow(message);
  });
});
