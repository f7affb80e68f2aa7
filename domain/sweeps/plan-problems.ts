/** What is wrong with a plan as a whole, each with the number to change. Of its runs, `trials.ts` tells. */
import { specCost } from "../experiments/cost.ts";
import { SWEEP_FLOPS, SWEEP_LIMITS } from "../limits.ts";
import { thousands } from "../text/thousands.ts";
import { gridValues } from "./dimension-values.ts";
import { type SweepField, sweepFields } from "./fields.ts";
import type { Dimension, SweepPlan } from "./plan-fields.ts";
import { configurationCount, fieldedDimensions, trialsOf } from "./trials.ts";

export type PlanProblem = { path: (string | number)[]; message: string };

export function planProblems(plan: SweepPlan): PlanProblem[] {
  const problems = [...dimensionProblems(plan), ...halvingProblems(plan)];
  if (problems.length > 0) return problems;
  const count = countProblem(plan);
  if (count) return [count];
  const cost = costProblem(plan);
  return cost ? [cost] : [];
}

function dimensionProblems({ base, dimensions, repetitions }: SweepPlan): PlanProblem[] {
  const fields = new Map(sweepFields(base).map((field) => [field.path, field]));
  const problems: PlanProblem[] = [];
  for (const [index, dimension] of dimensions.entries()) {
    const at = (message: string, ...rest: (string | number)[]) =>
      problems.push({ path: ["dimensions", index, ...rest], message });
    const field = fields.get(dimension.path);
    if (!field) {
      at("This spec has no such field; choose another.", "path");
      continue;
    }
    if (dimensions.findIndex(({ path }) => path === dimension.path) < index) {
      at(`${field.label} is varied twice; put all its values into one.`, "path");
    }
    if (dimension.path === "seed" && repetitions > 1) {
      at("Repetitions vary the seed already; set them to 1 or take the seed away.", "path");
    }
    const value = valueProblem(dimension, field);
    if (value) at(value, "values");
  }
  return problems;
}

/** A sentence that names the field and the value. */
function valueProblem({ values }: Dimension, field: SweepField): string | null {
  if (field.kind === "choice") {
    if (values.kind === "range") return `${field.label} has no range; list its values.`;
    const wrong = values.values.find((value) => !field.choices.includes(value));
    return wrong === undefined ? null : `${field.label} cannot be ${wrong}; it is one of ${field.choices.join(", ")}.`;
  }
  const { label, range, kind } = field;
  const numbers = values.kind === "range" ? [values.from, values.to] : values.values;
  for (const number of numbers) {
    if (typeof number !== "number") return `${label}: ${number} is not a number.`;
    if (number < range.min) return `${label} must be at least ${range.min}; ${number} is less.`;
    if (number > range.max) return `${label} must be at most ${range.max}; ${number} is more.`;
    if (kind === "integer" && !Number.isInteger(number)) return `${label} must be a whole number; ${number} is not.`;
  }
  if (values.kind === "range") {
    if (values.from >= values.to) return `${label}: the range must end above ${values.from}, where it begins.`;
    if (values.scale === "log" && values.from <= 0) {
      return `${label}: a logarithmic range must begin above 0; raise ${values.from} or make it linear.`;
    }
  }
  return null;
}

function halvingProblems({ base, halving, dimensions }: SweepPlan): PlanProblem[] {
  const isVaried = dimensions.some(({ path }) => path === "epochs");
  if (!halving || isVaried || halving.minEpochs < base.epochs) return [];
  const message = `The first rung must come before the last epoch, which is ${base.epochs}; lower its epochs.`;
  return [{ path: ["halving", "minEpochs"], message }];
}

/** Too many runs, or too few to be a sweep. */
function countProblem(plan: SweepPlan): PlanProblem | null {
  const { method, repetitions } = plan;
  const configurations = configurationCount(plan);
  const runs = configurations * repetitions;
  const { min, max } = SWEEP_LIMITS.runs;
  if (runs < min) {
    const message =
      plan.dimensions.length === 0
        ? "Nothing varies yet: add a field, or repetitions."
        : "This makes a single run: give a field more values, or add repetitions.";
    return { path: ["dimensions"], message };
  }
  if (method.kind === "random" && plan.dimensions.length === 0) {
    return { path: ["dimensions"], message: "Nothing varies yet: add a field to draw values of." };
  }
  if (runs <= max) return null;
  const seeds = repetitions > 1 ? ` × ${repetitions} seeds` : "";
  const fewer = repetitions > 1 && configurations <= max ? Math.floor(max / configurations) : 0;
  if (fewer > 0) {
    const message = `${runs} runs are more than the ${max} of one sweep; lower the repetitions to ${fewer}.`;
    return { path: ["repetitions"], message };
  }
  if (method.kind === "random") {
    const message = `${method.samples} samples${seeds} make ${runs} runs; the limit is ${max}. Lower the samples to ${Math.floor(max / repetitions)}.`;
    return { path: ["method", "samples"], message };
  }
  const sizes = fieldedDimensions(plan).map(({ dimension, field }, index) => ({
    index,
    label: field.label,
    size: gridValues(dimension, field).length,
  }));
  const product = sizes.map(({ label, size }) => `${label} ${size}`).join(" × ");
  const largest = sizes.reduce((a, b) => (b.size > a.size ? b : a));
  const room = Math.floor(max / (runs / largest.size));
  const advice =
    room > 0 ? `Lower the values of ${largest.label} to ${room}.` : "Take a field away or lower its values.";
  return {
    path: ["dimensions", largest.index, "values"],
    message: `${product}${seeds} make ${thousands(runs)} runs; the limit is ${max}. ${advice}`,
  };
}

/** No run is possible, or all together cost too much. */
function costProblem(plan: SweepPlan): PlanProblem | null {
  const trials = trialsOf(plan);
  const possible = trials.flatMap(({ spec }) => (spec ? [spec] : []));
  if (possible.length === 0) {
    return { path: ["dimensions"], message: `None of the runs is possible. ${trials[0]?.problem?.message ?? ""}` };
  }
  const flops = possible.reduce((sum, spec) => sum + specCost(spec).trainingFlops, 0);
  if (flops <= SWEEP_FLOPS) return null;
  const message =
    `All runs together would take ${thousands(flops / 1e12)} TFLOPs; the limit is ${thousands(SWEEP_FLOPS / 1e12)}. ` +
    `Ask for at most ${Math.max(1, Math.floor((possible.length * SWEEP_FLOPS) / flops))} runs of this size, or lower the epochs.`;
  return { path: ["dimensions"], message };
}
