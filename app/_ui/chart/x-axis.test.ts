import { describe, expect, it } from "vitest";
import { formatElapsed, formatX, xTicks } from "./x-axis.ts";

describe("xTicks", () => {
  const labels = (...args: Parameters<typeof xTicks>) => xTicks(...args).map(({ label }) => label);

  it("divides time by minutes and hours, not by tens", () => {
    expect(labels("relative", 0, 300, 400)).toEqual(["0:00", "1:00", "2:00", "3:00", "4:00", "5:00"]);
    expect(labels("relative", 0, 7200, 300)).toEqual(["0:00", "30:00", "1:00:00", "1:30:00", "2:00:00"]);
  });
  it("names whole steps only, however close one looks", () => {
    expect(labels("step", 10, 12, 600)).toEqual(["10", "11", "12"]);
  });
  it("names parts of epochs where one looks close", () => {
    expect(labels("epoch", 2, 3, 200)).toEqual(["2", "2.2", "2.4", "2.6", "2.8", "3"]);
  });
  it("puts clock times on round minutes", () => {
    const from = new Date(2026, 10, 24, 15, 50, 42).getTime();
    expect(labels("wall", from, from + 30_000, 400)).toContain("15:51:00");
    expect(labels("wall", from, from + 240_000, 400)).toEqual(["15:51", "15:52", "15:53", "15:54"]);
  });
});

describe("formatX", () => {
  it("says which epoch, step or time", () => {
    expect(formatX("epoch", 7)).toBe("epoch 7");
    expect(formatX("epoch", 7.254)).toBe("epoch 7.25");
    expect(formatX("step", 1250)).toBe("step 1,250");
    expect(formatElapsed(3725)).toBe("1:02:05");
  });
});
