/** The runs of a plan. Pure: the form shows what the server launches, and a page finds them again by their number. */
import { type ExperimentSpec, experimentSpec } from "../experiments/spec.ts";
import { LIMITS } from "../limits.ts";
import { gridValues, sampledValue } from "./dimension-values.ts";
import { type SweepField, type SweepValue, sweepFields, valueText } from "./fields.ts";
import type { Dimension, SweepPlan } from "./plan-fields.ts";
import { STRUCTURAL_PATHS, withValue } from "./with-value.ts";

export type TrialProblem = {
  /** Path in the spec. */
  path: string;
  message: string;
};

export type Trial = {
  /** From 0; repetitions come one round after the other. */
  trial: number;
  /** Trials that differ by their seed alone share it. */
  configuration: number;
  /** In the order of the dimensions. */
  values: { path: string; value: SweepValue }[];
  seed: number;
  /** What tells it from the others, in words: "Learning rate 0.001, batch size 64". */
  name: string;
} & ({ spec: ExperimentSpec; problem: null } | { spec: null; problem: TrialProblem });

export type FieldedDimension = { dimension: Dimension; field: SweepField };

/** The dimensions with what is known of their fields; those of unknown fields are left out. */
export function fieldedDimensions({ base, dimensions }: Pick<SweepPlan, "base" | "dimensions">): FieldedDimension[] {
  const fields = new Map(sweepFields(base).map((field) => [field.path, field]));
  return dimensions.flatMap((dimension) => {
    const field = fields.get(dimension.path);
    return field ? [{ dimension, field }] : [];
  });
}

/** How many combinations a plan has, before repetitions, without making them. */
export const configurationCount = (plan: Pick<SweepPlan, "base" | "dimensions" | "method">): number =>
  plan.method.kind === "random"
    ? plan.method.samples
    : fieldedDimensions(plan).reduce((count, { dimension, field }) => count * gridValues(dimension, field).length, 1);

/** @param plan one that `sweepPlan` accepts, or at least with as many runs as it accepts */
export function trialsOf(plan: SweepPlan): Trial[] {
  const dimensions = fieldedDimensions(plan);
  const count = configurationCount(plan);
  const configurations = Array.from({ length: count }, (_, index) => valuesOf(plan, dimensions, index));
  return Array.from({ length: plan.repetitions }, (_, repetition) =>
    configurations.map((values, configuration) =>
      makeTrial(plan, dimensions, { values, configuration, repetition, trial: repetition * count + configuration }),
    ),
  ).flat();
}

/** One value per dimension; in a grid the last dimension changes fastest. */
function valuesOf({ method }: SweepPlan, dimensions: readonly FieldedDimension[], index: number): SweepValue[] {
  if (method.kind === "random") {
    return dimensions.map(({ dimension, field }) => sampledValue(dimension, field, method.seed, index));
  }
  let rest = index;
  const values: SweepValue[] = [];
  for (const { dimension, field } of [...dimensions].reverse()) {
    const choices = gridValues(dimension, field);
    values.unshift(choices[rest % choices.length] ?? 0);
    rest = Math.floor(rest / choices.length);
  }
  return values;
}

type Place = { values: readonly SweepValue[]; configuration: number; repetition: number; trial: number };

function makeTrial(
  { base, repetitions }: SweepPlan,
  dimensions: readonly FieldedDimension[],
  { values, configuration, repetition, trial }: Place,
): Trial {
  const set = dimensions.map(({ field }, index) => ({ field, value: values[index] ?? 0 }));
  const words = set.map(({ field, value }) => `${field.label} ${valueText(value)}`);
  let spec: ExperimentSpec = base;
  let problem: TrialProblem | null = null;
  const isStructural = ({ field }: { field: SweepField }) => STRUCTURAL_PATHS.includes(field.path);
  for (const { field, value } of [...set.filter(isStructural), ...set.filter((one) => !isStructural(one))]) {
    const changed = withValue(spec, field, value);
    if (changed) spec = changed;
    else problem ??= { path: field.path, message: missingField(field) };
  }
  const seed = spec.seed + repetition;
  if (repetitions > 1) words.push(`seed ${seed}`);
  const common = {
    trial,
    configuration,
    values: set.map(({ field, value }) => ({ path: field.path, value })),
    seed,
    name: sentenceCase(words.join(", ")),
  };
  if (problem) return { ...common, spec: null, problem };
  const parsed = experimentSpec.safeParse({ ...spec, seed });
  if (parsed.success) return { ...common, spec: parsed.data, problem: null };
  const [issue] = parsed.error.issues;
  return { ...common, spec: null, problem: { path: issue?.path.join(".") ?? "", message: issue?.message ?? "" } };
}

const missingField = ({ label, belongsTo }: SweepField): string =>
  `${label} belongs to ${belongsTo}, which this run does not have.`;

/** "Learning rate 0.1, Batch size 8" reads as a sentence: only its beginning is large. */
const sentenceCase = (text: string): string =>
  text.replaceAll(/, ([A-Z])(?=[a-z])/g, (_, letter: string) => `, ${letter.toLowerCase()}`);

/** The name of a trial's run: the sweep's, its number from 1, and what tells it from the others, as far as there is room. */
export function runName(sweep: string, { trial, name }: Pick<Trial, "trial" | "name">): string {
  const full = `${sweep} ${trial + 1}${name && `: ${name}`}`;
  return full.length <= LIMITS.experimentName.max ? full : `${full.slice(0, LIMITS.experimentName.max - 1).trimEnd()}…`;
}
