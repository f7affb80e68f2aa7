/** The values that a dimension takes: those of a grid, and random ones. */
import { nameHash } from "../random/name-hash.ts";
import { philoxInts } from "../random/philox.ts";
import type { SweepField, SweepValue } from "./fields.ts";
import type { Dimension } from "./plan-fields.ts";

/** What a value between two others is rounded to, so that names and tables tell all of it. */
const DIGITS = 4;
const TWO_TO_32 = 2 ** 32;

type RangeValues = Extract<Dimension["values"], { kind: "range" }>;

/** Value at `share` (0..1) of the way; the ends are met exactly, between them it is rounded, and to whole numbers where those are asked for. */
function valueAt({ from, to, scale }: RangeValues, share: number, isWhole: boolean): number {
  if (share <= 0) return from;
  if (share >= 1) return to;
  const exact = scale === "log" ? from * (to / from) ** share : from + share * (to - from);
  const rounded = isWhole ? Math.round(exact) : Number(exact.toPrecision(DIGITS));
  return Math.min(Math.max(rounded, Math.min(from, to)), Math.max(from, to));
}

/** The different values of a dimension in a grid, in order. */
export function gridValues({ values }: Dimension, { kind }: SweepField): SweepValue[] {
  if (values.kind === "list") return [...new Set(values.values)];
  const { steps } = values;
  return [...new Set(Array.from({ length: steps }, (_, i) => valueAt(values, i / (steps - 1), kind === "integer")))];
}

/**
 * The value of sample number `index`. It is named by seed, field and number, so that another dimension, or more samples,
 * change nothing of those that were there.
 */
export function sampledValue(
  { path, values }: Dimension,
  { kind }: SweepField,
  seed: number,
  index: number,
): SweepValue {
  const [bits = 0] = philoxInts([nameHash(`${seed}/sweep/${path}`), index], 1);
  const uniform = (bits >>> 0) / TWO_TO_32;
  if (values.kind === "list") return values.values[Math.floor(uniform * values.values.length)] ?? 0;
  if (kind !== "integer") return valueAt(values, uniform, false);
  // Each whole number has the same share of a linear range; of a logarithmic one, what lies around it.
  const { from, to, scale } = values;
  if (scale === "log") return valueAt(values, uniform, true);
  const low = Math.ceil(Math.min(from, to));
  const high = Math.floor(Math.max(from, to));
  return low + Math.floor(uniform * (high - low + 1));
}
