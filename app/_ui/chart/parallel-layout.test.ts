import { describe, expect, it } from "vitest";
import { linePath, type ParallelLine, passes, placeAxis, placeNames, withRange } from "./parallel-layout.ts";

const line = (values: ParallelLine["values"]): ParallelLine => ({ id: "a", label: "a", values, color: null });
const axis = (kind: "linear" | "log" | "category") => ({ key: "v", label: "value", kind });

describe("placeAxis", () => {
  it("places numbers between round ends", () => {
    const { toShare, ticks, read } = placeAxis(axis("linear"), [line({ v: 0.1 }), line({ v: 0.9 })]);
    expect(ticks.map(({ label }) => label)).toEqual(["0", "0.2", "0.4", "0.6", "0.8", "1"]);
    expect(toShare(0.5)).toBeCloseTo(0.5);
    expect(read(0.25)).toBe("0.25");
    expect(toShare(null)).toBeNull();
    expect(toShare(Number.NaN)).toBeNull();
  });

  it("places powers of ten evenly, and what is not positive nowhere", () => {
    const { toShare, ticks } = placeAxis(axis("log"), [line({ v: 0.0001 }), line({ v: 0.01 }), line({ v: 0 })]);
    expect(ticks.map(({ label }) => label)).toEqual(["0.0001", "0.001", "0.01"]);
    expect(toShare(0.001)).toBeCloseTo(0.5);
    expect(toShare(0)).toBeNull();
  });

  it("gives each name its place, in order of appearance", () => {
    const { toShare, read } = placeAxis(axis("category"), [
      line({ v: "adam" }),
      line({ v: "sgd" }),
      line({ v: "adam" }),
    ]);
    expect(toShare("adam")).toBe(0.25);
    expect(toShare("sgd")).toBe(0.75);
    expect(read(0.8)).toBe("sgd");
    expect(toShare("lion")).toBeNull();
  });

  it("stands even when all values are equal or there are none", () => {
    expect(placeAxis(axis("linear"), [line({ v: 3 })]).toShare(3)).toBeGreaterThanOrEqual(0);
    expect(placeAxis(axis("log"), [line({ v: 0.01 })]).toShare(0.01)).toBeCloseTo(0.5);
    expect(placeAxis(axis("linear"), []).ticks.length).toBeGreaterThan(1);
  });
});

describe("passes", () => {
  const axes = [placeAxis(axis("linear"), [line({ v: 0 }), line({ v: 10 })])];

  it("keeps what lies in every chosen range", () => {
    expect(passes(line({ v: 5 }), axes, { v: { low: 0.4, high: 0.6 } })).toBe(true);
    expect(passes(line({ v: 7 }), axes, { v: { low: 0.4, high: 0.6 } })).toBe(false);
    expect(passes(line({ v: null }), axes, { v: { low: 0, high: 1 } })).toBe(false);
    expect(passes(line({ v: null }), axes, {})).toBe(true);
  });
});

describe("linePath", () => {
  it("leaves a gap where a value is missing", () => {
    const keys = ["a", "b", "c", "d"];
    const one = line({ a: 0, b: 10, c: null, d: 0 });
    const axes = keys.map((key) =>
      placeAxis({ key, label: key, kind: "linear" }, [one, line({ a: 10, b: 0, c: 1, d: 10 })]),
    );
    const path = linePath(
      one,
      axes,
      (index) => index * 10,
      (share) => share * 100,
    );
    expect(path).toBe("M0.0 0.0L10.0 100.0M30.0 0.0");
  });
});

describe("placeNames", () => {
  const axes = (...labels: string[]) => labels.map((label) => ({ key: label, label, kind: "linear" as const }));
  const place = (labels: string[], gap: number) =>
    placeNames(axes(...labels), (labels.length - 1) * gap + 100, (index) => 50 + index * gap);

  it("puts short names over their axes, in one row", () => {
    expect(place(["Seed", "Rate", "Test"], 104)).toEqual([
      { key: "Seed", label: "Seed", row: 0, x: 50, anchor: "middle" },
      { key: "Rate", label: "Rate", row: 0, x: 154, anchor: "middle" },
      { key: "Test", label: "Test", row: 0, x: 258, anchor: "middle" },
    ]);
  });

  it("uses two rows where names would touch, and keeps them within the chart", () => {
    const names = place(["Best validation accuracy", "Test accuracy", "Best validation accuracy"], 104);
    expect(names.map(({ row }) => row)).toEqual([0, 1, 0]);
    expect(names[0]).toMatchObject({ x: 0, anchor: "start" });
    expect(names[2]).toMatchObject({ x: 308, anchor: "end" });
  });
});

describe("withRange", () => {
  it("chooses a range, another in its place, or none where it is all of the axis", () => {
    const chosen = withRange({ other: { low: 0, high: 0.5 } }, "v", { low: 0.2, high: 0.4 });
    expect(chosen).toEqual({ other: { low: 0, high: 0.5 }, v: { low: 0.2, high: 0.4 } });
    expect(withRange(chosen, "v", { low: 0.3, high: 1 })).toEqual({ ...chosen, v: { low: 0.3, high: 1 } });
    expect(withRange(chosen, "v", { low: 0, high: 1 })).toEqual({ other: { low: 0, high: 0.5 } });
    expect(withRange(chosen, "v", null)).toEqual({ other: { low: 0, high: 0.5 } });
  });
});
