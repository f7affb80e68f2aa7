/** What a sweep is asked to do: a spec, what of it varies and how, how often, and whether losers are stopped early. */
import { z } from "zod";
import { bounded, boundedInteger } from "../architectures/blocks.ts";
import { experimentSpecFields } from "../experiments/spec.ts";
import { LIMITS, SWEEP_LIMITS } from "../limits.ts";
import { successiveHalving } from "./successive-halving.ts";

/** Beyond what any field takes; its own bounds are looked at with each trial. */
const LARGEST = 1e12;
const fieldNumber = (missing?: string) =>
  z
    .number(missing === undefined ? {} : { error: missing })
    .min(-LARGEST)
    .max(LARGEST);

const value = z.union([fieldNumber(), z.string().max(40), z.boolean()]);

export const dimensionValues = z.discriminatedUnion("kind", [
  z.strictObject({
    kind: z.literal("list"),
    values: z
      .array(value)
      .min(SWEEP_LIMITS.values.min, "Give at least one value.")
      .max(SWEEP_LIMITS.values.max, `Give at most ${SWEEP_LIMITS.values.max} values.`),
  }),
  z.strictObject({
    kind: z.literal("range"),
    from: fieldNumber("The range needs a number to begin with."),
    to: fieldNumber("The range needs a number to end with."),
    scale: z.enum(["linear", "log"]),
    /** Values of a grid, both ends included; random samples use the whole range. */
    steps: boundedInteger("Steps", { min: 2, max: SWEEP_LIMITS.values.max }),
  }),
]);
export type DimensionValues = z.infer<typeof dimensionValues>;

const dimension = z.strictObject({ path: z.string().max(60), values: dimensionValues });
export type Dimension = z.infer<typeof dimension>;

export const sweepPlanFields = z.strictObject({
  v: z.literal(1),
  base: experimentSpecFields,
  method: z.discriminatedUnion("kind", [
    /** Every combination of the values. */
    z.strictObject({ kind: z.literal("grid") }),
    /** So many combinations, drawn by the seed. */
    z.strictObject({
      kind: z.literal("random"),
      samples: boundedInteger("Samples", SWEEP_LIMITS.runs),
      seed: boundedInteger("Seed of the samples", LIMITS.seed),
    }),
  ]),
  dimensions: z
    .array(dimension)
    .max(SWEEP_LIMITS.dimensions.max, `A sweep varies at most ${SWEEP_LIMITS.dimensions.max} fields.`),
  /** Each combination runs with so many seeds: that of the spec, the next one, and so on. */
  repetitions: bounded("Repetitions", SWEEP_LIMITS.repetitions).int("Repetitions must be a whole number."),
  halving: successiveHalving.nullable(),
});
export type SweepPlan = z.infer<typeof sweepPlanFields>;
