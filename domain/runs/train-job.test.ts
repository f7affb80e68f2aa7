import { expect, test } from "vitest";
import { jobPriority } from "./train-job.ts";

test("runs that had begun go first, then single launches, then sweeps trial by trial", () => {
  const order = [
    { begun: true, trial: 7 },
    { begun: false, trial: null },
    { begun: false, trial: 0 },
    { begun: false, trial: 1 },
  ].map(jobPriority);
  expect(order).toEqual([...order].sort((a, b) => b - a));
  expect(new Set(order).size).toBe(4);
});
