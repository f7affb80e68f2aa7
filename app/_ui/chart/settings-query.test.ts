import { expect, test } from "vitest";
import { type ChartSettings, DEFAULT_SETTINGS } from "./series.ts";
import { parseSettings, writeSettings } from "./settings-query.ts";

test("settings survive the address, and other parameters stay", () => {
  const settings: ChartSettings[] = [
    { x: "step", y: "log", smoothing: { kind: "ema", weight: 0.85 }, clipOutliers: true },
    { x: "wall", y: "linear", smoothing: { kind: "mean", window: 9 }, clipOutliers: false },
  ];
  for (const one of settings) {
    const query = writeSettings(one, new URLSearchParams("runs=a,b"));
    expect(query.get("runs")).toBe("a,b");
    expect(parseSettings(query)).toEqual(one);
  }
});

test("what is usual leaves the address plain", () => {
  expect(writeSettings(DEFAULT_SETTINGS, new URLSearchParams("x=step&y=log&clip=1")).toString()).toBe("");
  const usual = { ...DEFAULT_SETTINGS, x: "step" } as const;
  expect(writeSettings(DEFAULT_SETTINGS, new URLSearchParams(), usual).toString()).toBe("x=epoch");
});

test("nonsense in an address is ignored", () => {
  for (const text of ["x=moon&y=cube&smooth=ema-7&clip=maybe", "smooth=mean-4000", "smooth=ema-", "smooth=mean-2.5"]) {
    expect(parseSettings(new URLSearchParams(text))).toEqual(DEFAULT_SETTINGS);
  }
});
