import { describe, expect, it } from "vitest";
import { createProgressThrottle } from "./progress-throttle.ts";

/** Steps of one epoch that are reported when each takes `milliseconds`. */
function reported(epochs: number, stepsPerEpoch: number, milliseconds: number): number[] {
  let now = 0;
  const isDue = createProgressThrottle({ epochs, stepsPerEpoch }, () => now);
  const steps: number[] = [];
  for (let step = 1; step <= stepsPerEpoch; step++) {
    if (isDue(step)) steps.push(step);
    now += milliseconds;
  }
  return steps;
}

describe("createProgressThrottle", () => {
  it("reports the first and the last batch, and one in a quarter of a second in between", () => {
    expect(reported(1, 12, 50)).toEqual([1, 6, 11, 12]);
  });

  it("reports every batch that takes longer", () => {
    expect(reported(1, 4, 300)).toEqual([1, 2, 3, 4]);
  });

  it("reports some 10,000 batches of a long run", () => {
    const epochs = 500;
    const count = reported(epochs, 1000, 600).length;
    expect(count * epochs).toBeLessThan(11_000);
    expect(count * epochs).toBeGreaterThan(9_000);
  });
});
