import { describe, expect, it } from "vitest";
import {
  formatBytes,
  formatCount,
  formatDuration,
  formatInterval,
  formatLoss,
  formatMilliseconds,
  formatPercent,
  formatRelative,
  formatSignificant,
} from "./numbers.ts";

/** No-break spaces are written as `_`, so that a test shows them. */
const shown = (text: string) => text.replaceAll("\u00a0", "_");

describe("figures", () => {
  it("writes accuracies in per cent with two decimals", () => {
    expect(shown(formatPercent(0.7287))).toBe("72.87_%");
    expect(formatPercent(0.7287, 2, "")).toBe("72.87");
    expect(shown(formatPercent(1, 0))).toBe("100_%");
    expect(shown(formatInterval(0.00871))).toBe("±_0.87");
  });
  it("writes losses with three decimals and huge ones by magnitude", () => {
    expect(formatLoss(0.8099)).toBe("0.810");
    expect(formatLoss(2_400_000)).toBe("2.4e+6");
    const lost = [Number.NaN, Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY];
    expect(lost.map(formatLoss)).toEqual(["NaN", "∞", "−∞"]);
  });
  it("writes thousands with commas", () => {
    expect(formatCount(282_250)).toBe("282,250");
    expect(formatSignificant(11.7312)).toBe("11.7");
    expect(formatSignificant(0.5243)).toBe("0.524");
    expect(formatSignificant(1234.5, 4)).toBe("1,235");
    expect(formatSignificant(-0.00026, 2)).toBe("−0.00026");
    expect(formatSignificant(0)).toBe("0");
  });
  it.each([
    [0, "0_B"],
    [999, "999_B"],
    [1_000, "1.00_kB"],
    [999_960, "1.00_MB"],
    [1_129_000, "1.13_MB"],
    [134_900_000, "135_MB"],
  ])("writes %d bytes as %s", (bytes, text) => expect(shown(formatBytes(bytes))).toBe(text));
  it("writes a dash for what is not there", () => {
    for (const format of [formatPercent, formatCount, formatBytes, formatDuration, formatMilliseconds]) {
      expect([format(null), format(undefined), format(Number.NaN)]).toEqual(["–", "–", "–"]);
    }
    expect([formatLoss(null), formatLoss(undefined)]).toEqual(["–", "–"]);
    expect(formatInterval(null)).toBe("");
  });
});

describe("time", () => {
  it.each([
    [0.4, "400_ms"],
    [1.94, "1.9_s"],
    [9.96, "10_s"],
    [59.6, "1_min"],
    [112, "1_min 52_s"],
    [3_599.6, "1_h"],
    [3_570, "59_min 30_s"],
    [7_500, "2_h 5_min"],
    [86_399, "1_d"],
    [90_000, "1_d 1_h"],
    [-3, "0_ms"],
  ])("writes %d s as %s", (seconds, text) => expect(shown(formatDuration(seconds))).toBe(text));
  it.each([
    [0.421, "0.42_ms"],
    [2.24, "2.2_ms"],
    [99.7, "100_ms"],
    [180.3, "180_ms"],
    [1_500, "1.5_s"],
  ])("writes %d ms as %s", (milliseconds, text) => expect(shown(formatMilliseconds(milliseconds))).toBe(text));

  const now = Date.UTC(2026, 10, 23, 16, 0);
  const ago = (seconds: number) => shown(formatRelative(now - seconds * 1000, now));
  it("tells how long ago something was, or will be", () => {
    expect(ago(2)).toBe("just now");
    expect(ago(59.9)).toBe("59_s ago");
    expect(ago(34 * 60)).toBe("34_min ago");
    expect(ago(3 * 3_600)).toBe("3_h ago");
    expect(ago(30 * 3_600)).toBe("yesterday");
    expect(ago(3 * 86_400)).toBe("3_d ago");
    expect(ago(-300)).toBe("in 5_min");
  });
  it("falls back to a date after a week, with the year only if it is another", () => {
    expect(ago(20 * 86_400)).toBe("3 Nov");
    expect(ago(400 * 86_400)).toBe("19 Oct 2025");
  });
});
