import { describe, expect, it } from "vitest";
import { mcnemar } from "../mcnemar.ts";

describe("McNemar's test", () => {
  it("is exact for few images that only one got right", () => {
    // 10 tosses of a fair coin, at most 1 head, both sides: 2 · (1 + 10) / 1024.
    expect(mcnemar({ onlyA: 1, onlyB: 9 })).toEqual({ method: "exact", statistic: null, p: 22 / 1024 });
    expect(mcnemar({ onlyA: 9, onlyB: 1 }).p).toBe(22 / 1024);
    expect(mcnemar({ onlyA: 0, onlyB: 6 }).p).toBe(2 / 64);
    expect(mcnemar({ onlyA: 12, onlyB: 12 }).p).toBe(1);
    expect(mcnemar({ onlyA: 0, onlyB: 0 }).p).toBe(1);
  });

  it("is approximate for many", () => {
    // Agresti (Categorical Data Analysis, 1990, p. 350): 86 and 150 changed their mind, 17.36 before the correction.
    const { method, statistic, p } = mcnemar({ onlyA: 86, onlyB: 150 });
    expect(method).toBe("chi-square");
    expect((150 - 86) ** 2 / 236).toBeCloseTo(17.36, 2);
    expect(statistic).toBeCloseTo(63 ** 2 / 236, 12);
    expect(p / 4.1146e-5).toBeCloseTo(1, 3);
    expect(mcnemar({ onlyA: 13, onlyB: 13 })).toEqual({ method: "chi-square", statistic: 0, p: 1 });
  });

  it("changes method without a leap", () => {
    const exact = mcnemar({ onlyA: 7, onlyB: 17 }).p;
    const approximate = mcnemar({ onlyA: 7, onlyB: 18 }).p;
    expect(exact).toBeGreaterThan(approximate);
    expect(exact - approximate).toBeLessThan(0.03);
  });
});
