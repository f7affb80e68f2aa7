import { describe, expect, it } from "vitest";
import { mcnemar } from "#domain/evaluation/mcnemar";
import { probabilityText, significanceText } from "./significance-text.ts";

const pair = (onlyA: number, onlyB: number, both = 5876, neither = 2102) => ({
  both,
  onlyA,
  onlyB,
  neither,
  ...mcnemar({ onlyA, onlyB }),
});

describe("the sentence about a difference", () => {
  it("names the better run, by how much, and the chance of that", () => {
    const { verdict, reason, meaning } = significanceText(pair(1412, 610), "deeper", "scratch");
    expect(verdict).toBe("deeper is better by 8.0 points.");
    expect(reason).toBe("Of 10,000 images, 1,412 only deeper got right, 610 only scratch: p < 0.001.");
    expect(meaning).toContain("less than once in 1,000 tries");
    expect(significanceText(pair(610, 1412), "scratch", "deeper").verdict).toBe("deeper is better by 8.0 points.");
  });

  it("says when it can be chance", () => {
    const { verdict, reason, meaning } = significanceText(pair(512, 500), "one", "two");
    expect(verdict).toBe("one is ahead by 0.1 points, which can be chance.");
    expect(reason).toContain("p = 0.73");
    expect(meaning).toContain("in about 73 of 100 tries");
    expect(significanceText(pair(9, 9, 1, 1), "one", "two").verdict).toBe("one and two are equally often right.");
  });

  it("writes probabilities as people read them", () => {
    expect([0.0004, 0.0042, 0.034, 0.61, 1].map(probabilityText)).toEqual([
      "p < 0.001",
      "p = 0.004",
      "p = 0.03",
      "p = 0.61",
      "p = 1.00",
    ]);
  });
});
