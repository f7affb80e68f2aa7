import { describe, expect, it } from "vitest";
import { bar, harmless, sparkline, table } from "./terminal.ts";

describe("what people read", () => {
  it("has columns as wide as their widest cell, numbers at the right", () => {
    const [, ...rows] = table(
      ["name", "n"],
      [
        ["a", "1"],
        ["longer", "100"],
      ],
      new Set([1]),
    );
    expect(rows).toEqual(["a         1", "longer  100"]);
  });

  it("draws a curve from its least to its greatest value, and leaves out what is no number", () => {
    expect(sparkline([1, 2, Number.NaN, 8], 10)).toBe("▁▂█");
    expect(sparkline([5, 5], 10)).toBe("▁▁");
    expect(sparkline([1, 2, 3], 2)).toBe("▁█");
  });

  it("draws a bar that is neither longer than its place nor shorter than nothing", () => {
    expect([-1, 0, 0.5, 2].map((done) => bar(done, 4))).toEqual(["░░░░", "░░░░", "██░░", "████"]);
  });

  it("obeys no name", () => {
    expect(harmless("\u001b[2Jrun\u202e")).toBe("�[2Jrun�");
  });
});
