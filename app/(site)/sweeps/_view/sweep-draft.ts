/** What the form of a new sweep holds while one types, and the plan that follows from it. Numbers are text until then. */
import { z } from "zod";
import { type ExperimentSpec, experimentName, experimentSpecFields } from "#domain/experiments/spec";
import { type SweepField, type SweepValue, sweepFields, valueText } from "#domain/sweeps/fields";
import { sweepPlan } from "#domain/sweeps/plan";
import type { DimensionValues, SweepPlan } from "#domain/sweeps/plan-fields";
import { numberOf } from "../../_view/number-of.ts";

export type RangeDraft = { kind: "range"; from: string; to: string; scale: "linear" | "log"; steps: string };
export type DimensionDraft = {
  /** Tells rows apart; not part of the plan. */
  id: number;
  path: string;
  values: { kind: "list"; values: SweepValue[] } | RangeDraft;
};

export type SweepDraft = {
  name: string;
  base: ExperimentSpec;
  epochs: string;
  /** Empty is all. */
  images: string;
  method: "grid" | "random";
  samples: string;
  sampleSeed: string;
  dimensions: DimensionDraft[];
  repetitions: string;
  halving: boolean;
  minEpochs: string;
  reduction: string;
};

export function emptyDraft(name: string, base: ExperimentSpec): SweepDraft {
  return {
    name,
    base,
    epochs: String(base.epochs),
    images: base.trainingSubset === null ? "" : String(base.trainingSubset),
    method: "grid",
    samples: "12",
    sampleSeed: "1",
    dimensions: [suggestedDimension(base, 0)].flatMap((dimension) => dimension ?? []),
    repetitions: "1",
    halving: false,
    minEpochs: "1",
    reduction: "3",
  };
}

/** What one would have typed for this plan. */
export function draftOf(name: string, { base, method, dimensions, repetitions, halving }: SweepPlan): SweepDraft {
  const draft = emptyDraft(name, base);
  return {
    ...draft,
    method: method.kind,
    ...(method.kind === "random" ? { samples: String(method.samples), sampleSeed: String(method.seed) } : {}),
    dimensions: dimensions.map(({ path, values }, id) => ({
      id,
      path,
      values:
        values.kind === "list"
          ? values
          : { ...values, from: String(values.from), to: String(values.to), steps: String(values.steps) },
    })),
    repetitions: String(repetitions),
    halving: halving !== null,
    ...(halving ? { minEpochs: String(halving.minEpochs), reduction: String(halving.reduction) } : {}),
  };
}

const text = z.string();
const draftFields = z.strictObject({
  name: text,
  base: experimentSpecFields,
  epochs: text,
  images: text,
  method: z.enum(["grid", "random"]),
  samples: text,
  sampleSeed: text,
  dimensions: z.array(
    z.strictObject({
      id: z.number(),
      path: text,
      values: z.discriminatedUnion("kind", [
        z.strictObject({ kind: z.literal("list"), values: z.array(z.union([z.number(), text, z.boolean()])) }),
        z.strictObject({
          kind: z.literal("range"),
          from: text,
          to: text,
          scale: z.enum(["linear", "log"]),
          steps: text,
        }),
      ]),
    }),
  ),
  repetitions: text,
  halving: z.boolean(),
  minEpochs: text,
  reduction: text,
}) satisfies z.ZodType<SweepDraft>;

/** What is kept over a reload: the draft, and what the form began with. */
export type KeptDraft = { start: SweepDraft; draft: SweepDraft };
const keptDraft = z.strictObject({ start: draftFields, draft: draftFields });

/** The kept draft in `text`, or null if there is none or it is of another version of the form. */
export function readKept(text: string | null): KeptDraft | null {
  if (!text) return null;
  try {
    return keptDraft.safeParse(JSON.parse(text)).data ?? null;
  } catch {
    return null;
  }
}

/** Whether the form began with this when the draft was kept. */
export const beganWith = (kept: KeptDraft, start: SweepDraft): boolean =>
  JSON.stringify(kept.start) === JSON.stringify(draftFields.parse(start));

const rangeOf = ({ kind, from, to, scale, steps }: RangeDraft): DimensionValues => ({
  kind,
  from: numberOf(from),
  to: numberOf(to),
  scale,
  steps: numberOf(steps),
});

export function planOf(draft: SweepDraft): SweepPlan {
  const { base, method, samples, sampleSeed, halving, minEpochs, reduction } = draft;
  return {
    v: 1,
    base: {
      ...base,
      epochs: numberOf(draft.epochs),
      trainingSubset: draft.images.trim() === "" ? null : numberOf(draft.images),
    },
    method:
      method === "grid" ? { kind: method } : { kind: method, samples: numberOf(samples), seed: numberOf(sampleSeed) },
    dimensions: draft.dimensions.map(({ path, values }) => ({
      path,
      values: values.kind === "list" ? values : rangeOf(values),
    })),
    repetitions: numberOf(draft.repetitions),
    halving: halving
      ? { metric: "validationAccuracy", minEpochs: numberOf(minEpochs), reduction: numberOf(reduction) }
      : null,
  };
}

export type CheckedDraft = {
  /** Null while something of it is wrong. */
  plan: SweepPlan | null;
  /** What is wrong, keyed by the place in the form: `name`, `base.epochs`, `dimensions.0`; in its order. */
  issues: ReadonlyMap<string, string>;
};

export function checkDraft(draft: SweepDraft): CheckedDraft {
  const issues = new Map<string, string>();
  const add = (key: string, message: string) => {
    if (!issues.has(key)) issues.set(key, message);
  };
  for (const { message } of experimentName.safeParse(draft.name).error?.issues ?? []) add("name", message);
  const parsed = sweepPlan.safeParse(planOf(draft));
  for (const { path, message } of parsed.error?.issues ?? []) add(path.slice(0, 2).join("."), message);
  return { plan: parsed.data ?? null, issues };
}

/** A field to vary next, with values around what the spec has. Null when every field is varied already. */
export function suggestedDimension(
  base: ExperimentSpec,
  id: number,
  taken: readonly string[] = [],
): DimensionDraft | null {
  const field = sweepFields(base).find(({ path }) => !taken.includes(path));
  return field ? dimensionFor(field, base, id) : null;
}

/** A row for this field: both ends of a choice, a tenth to ten times a rate, half to twice a size. */
export function dimensionFor(field: SweepField, base: ExperimentSpec, id: number): DimensionDraft {
  if (field.kind === "choice") return { id, path: field.path, values: { kind: "list", values: [...field.choices] } };
  const current = currentValue(base, field.path);
  const value = typeof current === "number" ? current : field.range.min;
  const factors = field.kind === "integer" ? [0.5, 1, 2] : field.log ? [0.1, 1, 10] : [0.5, 1, 1.5];
  const around = factors
    .map((factor) => Number((value * factor).toPrecision(4)))
    .map((number) => (field.kind === "integer" ? Math.round(number) : number))
    .filter((number) => number >= field.range.min && number <= field.range.max);
  return { id, path: field.path, values: { kind: "list", values: [...new Set(around)] } };
}

/** The same dimension as a range from its least to its greatest number, and back as the ends of the range. */
export function asRange({ values }: DimensionDraft, field: SweepField): RangeDraft {
  if (values.kind === "range") return values;
  const numbers = values.values.filter((value): value is number => typeof value === "number");
  const isLog = field.kind !== "choice" && field.log && numbers.every((number) => number > 0);
  return {
    kind: "range",
    from: numbers.length > 0 ? valueText(Math.min(...numbers)) : "",
    to: numbers.length > 0 ? valueText(Math.max(...numbers)) : "",
    scale: isLog ? "log" : "linear",
    steps: "5",
  };
}

export function asList({ values }: DimensionDraft): { kind: "list"; values: SweepValue[] } {
  if (values.kind === "list") return values;
  const ends = [numberOf(values.from), numberOf(values.to)].filter(Number.isFinite);
  return { kind: "list", values: [...new Set(ends)] };
}

/** Numbers in a text, however they are set apart; what is none is left out. */
export const parseNumbers = (text: string): number[] =>
  text
    .split(/[\s,;]+/)
    .filter((part) => part !== "")
    .map(Number)
    .filter(Number.isFinite);

function currentValue(base: ExperimentSpec, path: string): unknown {
  return path
    .split(".")
    .reduce<unknown>(
      (inner, key) =>
        typeof inner === "object" && inner !== null ? (inner as Record<string, unknown>)[key] : undefined,
      base,
    );
}
