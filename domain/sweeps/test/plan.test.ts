import { describe, expect, it } from "vitest";
import { presetSpec } from "../../experiments/presets.ts";
import { sweepPlan } from "../plan.ts";
import type { SweepPlan } from "../plan-fields.ts";

const plan: SweepPlan = {
  v: 1,
  base: presetSpec("scratch"),
  method: { kind: "grid" },
  dimensions: [{ path: "optimizer.learningRate", values: { kind: "list", values: [0.001, 0.01] } }],
  repetitions: 1,
  halving: null,
};
const list = (path: string, ...values: (number | string | boolean)[]) => ({
  path,
  values: { kind: "list" as const, values },
});
const upTo = (count: number) => Array.from({ length: count }, (_, i) => i + 1);

/** The first thing that is wrong, with the field it belongs to. */
const problem = (overrides: Partial<SweepPlan>) => {
  const issue = sweepPlan.safeParse({ ...plan, ...overrides }).error?.issues[0];
  return issue ? [issue.path.join("."), issue.message] : null;
};

describe("sweepPlan", () => {
  it("accepts what can run", () => {
    expect(problem({})).toBeNull();
    expect(problem({ dimensions: [], repetitions: 5 })).toBeNull();
    expect(problem({ method: { kind: "random", samples: 30, seed: 1 } })).toBeNull();
    expect(problem({ halving: { metric: "validationAccuracy", minEpochs: 1, reduction: 3 } })).toBeNull();
  });

  it.each<[string, Partial<SweepPlan>, [string, string]]>([
    ["nothing varies", { dimensions: [] }, ["dimensions", "Nothing varies yet: add a field, or repetitions."]],
    [
      "a single run",
      { dimensions: [list("batchSize", 32)] },
      ["dimensions", "This makes a single run: give a field more values, or add repetitions."],
    ],
    [
      "an unknown field",
      { dimensions: [list("owner", "me", "you")] },
      ["dimensions.0.path", "This spec has no such field; choose another."],
    ],
    [
      "a field twice",
      { dimensions: [list("batchSize", 8, 16), list("batchSize", 32)] },
      ["dimensions.1.path", "Batch size is varied twice; put all its values into one."],
    ],
    [
      "a value beyond its bounds",
      { dimensions: [list("batchSize", 8, 4096)] },
      ["dimensions.0.values", "Batch size must be at most 2048; 4096 is more."],
    ],
    [
      "a part of a whole",
      { dimensions: [list("epochs", 1.5, 2)] },
      ["dimensions.0.values", "Epochs must be a whole number; 1.5 is not."],
    ],
    [
      "a choice that is none",
      { dimensions: [list("optimizer.kind", "adam", "lion")] },
      ["dimensions.0.values", "Optimiser cannot be lion; it is one of adam, adamw, sgd."],
    ],
    [
      "a logarithm of zero",
      {
        dimensions: [
          { path: "optimizer.weightDecay", values: { kind: "range", from: 0, to: 0.1, scale: "log", steps: 3 } },
        ],
      },
      ["dimensions.0.values", "Weight decay: a logarithmic range must begin above 0; raise 0 or make it linear."],
    ],
    [
      "a range backwards",
      { dimensions: [{ path: "seed", values: { kind: "range", from: 9, to: 3, scale: "linear", steps: 3 } }] },
      ["dimensions.0.values", "Seed: the range must end above 9, where it begins."],
    ],
    [
      "seeds twice",
      { dimensions: [list("seed", 1, 2)], repetitions: 2 },
      ["dimensions.0.path", "Repetitions vary the seed already; set them to 1 or take the seed away."],
    ],
    [
      "a rung after the end",
      { halving: { metric: "validationAccuracy", minEpochs: 10, reduction: 2 } },
      ["halving.minEpochs", "The first rung must come before the last epoch, which is 10; lower its epochs."],
    ],
    [
      "too many in a grid",
      { dimensions: [list("seed", ...upTo(30)), list("batchSize", ...upTo(8))] },
      [
        "dimensions.0.values",
        "Seed 30 × Batch size 8 make 240 runs; the limit is 200. Lower the values of Seed to 25.",
      ],
    ],
    [
      "too many seeds",
      { dimensions: [list("batchSize", ...upTo(50))], repetitions: 5 },
      ["repetitions", "250 runs are more than the 200 of one sweep; lower the repetitions to 4."],
    ],
    [
      "nothing possible",
      { dimensions: [list("optimizer.momentum", 0.5, 0.9)] },
      ["dimensions", "None of the runs is possible. Momentum belongs to SGD, which this run does not have."],
    ],
  ])("refuses %s and names what to change", (_, overrides, expected) => {
    expect(problem(overrides)).toEqual(expected);
  });

  it("refuses what costs too much together, with how many would fit", () => {
    const base = { ...presetSpec("deeper"), epochs: 200 };
    const [path, message] = problem({ base, dimensions: [list("seed", ...upTo(50))] }) ?? [];
    expect(path).toBe("dimensions");
    expect(message).toMatch(
      /^All runs together would take [\d,]+ TFLOPs; the limit is 10,000\. Ask for at most \d+ runs/,
    );
  });
});
