import { describe, expect, it } from "vitest";
import { runFilter } from "./run-filter.ts";

const ok = (column: string, is: string, value: string) => runFilter.safeParse({ column, is, value }).success;

describe("a filter", () => {
  it("compares what can be compared", () => {
    expect(ok("learningRate", "le", "1e-3")).toBe(true);
    expect(ok("optimizer", "eq", "sgd")).toBe(true);
    expect(ok("flip", "eq", "true")).toBe(true);
    expect(ok("filters", "has", "64")).toBe(true);
    expect(ok("tags", "lacks", "lab 2")).toBe(true);
    expect(ok("started", "ge", "2026-11-01")).toBe(true);
    expect(ok("validationLoss.min", "lt", "0.9")).toBe(true);
    expect(ok("preset", "eq", "own")).toBe(true);
  });

  it("is refused where it makes no sense", () => {
    for (const [column, is, value] of [
      ["learningRate", "has", "1"],
      ["learningRate", "eq", "fast"],
      ["learningRate", "eq", ""],
      ["learningRate", "eq", "NaN"],
      ["optimizer", "eq", "lion"],
      ["optimizer", "lt", "sgd"],
      ["flip", "eq", "yes"],
      ["curve", "eq", "1"],
      ["state", "eq", "failed"],
      ["started", "lt", "+012345-01-01"],
      ["sweep", "eq", "1"],
      ["colour", "eq", "red"],
      ["validationLoss.mode", "lt", "1"],
      ["name", "has", "a\0b"],
    ] as const) {
      expect(ok(column, is, value), `${column} ${is} ${value}`).toBe(false);
    }
  });

  it("names the field in its refusal", () => {
    const refusal = runFilter.safeParse({ column: "batchSize", is: "lt", value: "many" });
    expect(refusal.error?.issues[0]?.message).toBe('"many" is no value for batch size.');
  });
});
