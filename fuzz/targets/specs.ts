/** Specs and plans of sweeps: what the schema lets through has a cost that is a number, within its limits. */
import fc from "fast-check";
import { costProblems, specCost } from "#domain/experiments/cost";
import { layerRows } from "#domain/experiments/layer-rows";
import { PRESET_IDS, presetSpec } from "#domain/experiments/presets";
import { experimentSpec } from "#domain/experiments/spec";
import { sweepPlan } from "#domain/sweeps/plan";
import type { SweepPlan } from "#domain/sweeps/plan-fields";
import { trialsOf } from "#domain/sweeps/trials";
import { mutated } from "../arbitraries/hostile.ts";
import { type FuzzTarget, fuzzTarget } from "../fuzz-target.ts";

/** Runs that a sweep may have: `trialsOf` makes no more. */
const MOST_TRIALS = 10_000;

export const SPECS = PRESET_IDS.map((id) => presetSpec(id));

export const PLANS: SweepPlan[] = [
  {
    v: 1,
    base: presetSpec("scratch"),
    method: { kind: "grid" },
    dimensions: [
      { path: "batchSize", values: { kind: "list", values: [32, 64] } },
      { path: "optimizer.learningRate", values: { kind: "list", values: [0.001, 0.01] } },
    ],
    repetitions: 1,
    halving: null,
  },
];

export const specTargets: FuzzTarget[] = [
  fuzzTarget("specs", mutated(fc.constantFrom<unknown>(...SPECS)), (value) => {
    const spec = experimentSpec.safeParse(value).data;
    if (!spec) return;
    const cost = specCost(spec);
    const numbers = Object.values(cost).filter((one) => typeof one === "number");
    if (!numbers.every((one) => Number.isFinite(one) && one >= 0))
      throw new Error(`A cost is no number: ${JSON.stringify(cost)}`);
    if (costProblems(spec).length > 0) throw new Error("A spec beyond the limits was let through.");
    layerRows(spec.architecture, spec.dataset, "each");
  }),
  fuzzTarget("plans of sweeps", mutated(fc.constantFrom<unknown>(...PLANS)), (value) => {
    const plan = sweepPlan.safeParse(value).data;
    if (!plan) return;
    const trials = trialsOf(plan);
    if (trials.length > MOST_TRIALS) throw new Error(`A plan has ${trials.length} trials.`);
  }),
];
