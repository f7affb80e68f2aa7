import { describe, expect, it } from "vitest";
import { presetSpec } from "#domain/experiments/presets";
import { sweepFields } from "#domain/sweeps/fields";
import { sweepPlan } from "#domain/sweeps/plan";
import type { SweepPlan } from "#domain/sweeps/plan-fields";
import {
  asList,
  asRange,
  beganWith,
  checkDraft,
  dimensionFor,
  draftOf,
  emptyDraft,
  parseNumbers,
  planOf,
  readKept,
  suggestedDimension,
} from "./sweep-draft.ts";

const base = presetSpec("deeper");
const draft = emptyDraft("rates", base);
const fieldOf = (path: string) => {
  const field = sweepFields(base).find((one) => one.path === path);
  if (!field) throw new Error(`no field ${path}`);
  return field;
};

describe("a draft of a sweep that was launched", () => {
  it("is its plan", () => {
    const grid = planOf(draft);
    const random: SweepPlan = {
      ...grid,
      method: { kind: "random", samples: 7, seed: 3 },
      dimensions: [
        {
          path: "optimizer.learningRate",
          values: { kind: "range", from: 0.00001, to: 0.1, scale: "log", steps: 5 },
        },
      ],
      repetitions: 2,
      halving: { metric: "validationAccuracy", minEpochs: 2, reduction: 4 },
    };
    for (const plan of [grid, random]) expect(planOf(draftOf("again", plan))).toEqual(plan);
  });
});

describe("a new draft", () => {
  it("is a sweep that can be launched as it is", () => {
    expect(sweepPlan.safeParse(planOf(draft)).success).toBe(true);
    expect(planOf(draft).dimensions).toEqual([
      { path: "optimizer.learningRate", values: { kind: "list", values: [0.0001, 0.001, 0.01] } },
    ]);
    expect(checkDraft(draft)).toEqual({ plan: planOf(draft), issues: new Map() });
  });
});

describe("checkDraft", () => {
  it("names the place of each mistake", () => {
    const range = { kind: "range" as const, from: "", to: "1", scale: "log" as const, steps: "5" };
    const { issues, plan } = checkDraft({
      ...draft,
      name: "",
      epochs: "500",
      repetitions: "x",
      dimensions: [{ id: 0, path: "optimizer.learningRate", values: range }],
    });
    expect([...issues.keys()].sort()).toEqual(["base.epochs", "dimensions.0", "name", "repetitions"]);
    expect(plan).toBeNull();
    expect(issues.get("dimensions.0")).toBe("The range needs a number to begin with.");
    expect(issues.get("base.epochs")).toBe("Epochs must be at most 200.");
  });
});

describe("dimensionFor", () => {
  it("begins around what the spec has, within the bounds", () => {
    const values = (path: string) => dimensionFor(fieldOf(path), base, 1).values;
    expect(values("batchSize")).toEqual({ kind: "list", values: [16, 32, 64] });
    expect(values("optimizer.kind")).toEqual({ kind: "list", values: ["adam", "adamw", "sgd"] });
    expect(values("architecture.blocks.0.dropout")).toEqual({ kind: "list", values: [0.125, 0.25, 0.375] });
  });

  it("is offered for fields that are not varied yet", () => {
    expect(suggestedDimension(base, 3, ["optimizer.learningRate"])?.path).toBe("batchSize");
    expect(
      suggestedDimension(
        base,
        3,
        sweepFields(base).map(({ path }) => path),
      ),
    ).toBeNull();
  });
});

describe("a list and a range", () => {
  it("become each other without losing their ends", () => {
    const rate = fieldOf("optimizer.learningRate");
    const range = asRange(dimensionFor(rate, base, 0), rate);
    expect(range).toEqual({ kind: "range", from: "0.0001", to: "0.01", scale: "log", steps: "5" });
    expect(asList({ id: 0, path: rate.path, values: range }).values).toEqual([0.0001, 0.01]);
  });
});

describe("parseNumbers", () => {
  it("takes numbers apart however they are set apart", () => {
    expect(parseNumbers("0.1, 1e-3;5  7 seven")).toEqual([0.1, 0.001, 5, 7]);
  });
});

describe("a draft that is kept", () => {
  const kept = (part: object = {}) => readKept(JSON.stringify({ start: draft, draft: { ...draft, ...part } }));

  it("comes back as it was, with what is not valid yet", () => {
    const dimensions = [
      { id: 3, path: "optimizer.kind", values: { kind: "list", values: ["adam"] } },
      { id: 4, path: "batchSize", values: { kind: "range", from: "", to: "x", scale: "log", steps: "5" } },
    ];
    const typed = { name: "", epochs: "500", images: " ", method: "random", dimensions, halving: true };
    expect(kept(typed)?.draft).toEqual({ ...draft, ...typed });
  });

  it("is none when it is of another version of the form", () => {
    expect(readKept(null)).toBeNull();
    expect(readKept("{")).toBeNull();
    expect(kept({ epochs: 10 })).toBeNull();
    expect(kept({ gone: true })).toBeNull();
  });

  it("belongs to the specification that it was begun with", () => {
    const mine = kept({ name: "changed" });
    expect(mine && beganWith(mine, draft)).toBe(true);
    expect(mine && beganWith(mine, emptyDraft("rates", { ...base, batchSize: 64 }))).toBe(false);
  });
});
