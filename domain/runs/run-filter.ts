/** One condition on the runs of a table: a column, a comparison and what it is compared with, as text. */
import { z } from "zod";
import { SEARCH_LENGTH } from "../limits.ts";
import { findRunColumn, isFilterable, type RunColumn } from "./run-columns.ts";

export const COMPARISONS = {
  eq: "=",
  ne: "≠",
  lt: "<",
  le: "≤",
  gt: ">",
  ge: "≥",
  has: "contains",
  lacks: "lacks",
} as const;
export type Comparison = keyof typeof COMPARISONS;
const COMPARISON_IDS = Object.keys(COMPARISONS) as [Comparison, ...Comparison[]];

const BY_TYPE: Record<RunColumn["type"], readonly Comparison[]> = {
  number: ["eq", "ne", "lt", "le", "gt", "ge"],
  time: ["ge", "lt"],
  choice: ["eq", "ne"],
  boolean: ["eq"],
  text: ["has", "eq"],
  list: ["eq", "ne", "has"],
  tags: ["has", "lacks"],
  sweep: ["eq"],
  drawn: [],
};

/** What a column can be asked; the first is what people mean most. */
export const comparisonsOf = ({ type }: Pick<RunColumn, "type">): readonly Comparison[] => BY_TYPE[type];

export type FilterValue = string | number | boolean | Date;

const uuid = z.uuid();

/** What the text stands for in this column; null when it stands for nothing. */
export function filterValue({ type, options }: RunColumn, text: string): FilterValue | null {
  const trimmed = text.trim();
  if (trimmed === "") return null;
  switch (type) {
    case "number": {
      const value = Number(trimmed);
      return Number.isFinite(value) ? value : null;
    }
    case "time": {
      const value = new Date(trimmed);
      // What a database can hold, so that a year of six digits is a refusal and not a failure.
      return value.getTime() >= 0 && value.getUTCFullYear() < 10_000 ? value : null;
    }
    case "choice":
      return options?.includes(trimmed) ? trimmed : null;
    case "boolean":
      return trimmed === "true" ? true : trimmed === "false" ? false : null;
    case "sweep":
      return uuid.safeParse(trimmed).success ? trimmed : null;
    default:
      return trimmed.includes("\0") ? null : trimmed;
  }
}

/** Conditions that one view may have. */
export const FILTERS_MAX = 20;

export const runFilter = z
  .strictObject({ column: z.string().max(60), is: z.enum(COMPARISON_IDS), value: z.string().max(SEARCH_LENGTH) })
  .superRefine(({ column: id, is, value }, context) => {
    const column = findRunColumn(id);
    if (!column || !isFilterable(column)) {
      context.addIssue({ code: "custom", path: ["column"], message: `Runs cannot be filtered by "${id}".` });
    } else if (!comparisonsOf(column).includes(is)) {
      const message = `${column.label} cannot be compared by "${COMPARISONS[is]}".`;
      context.addIssue({ code: "custom", path: ["is"], message });
    } else if (filterValue(column, value) === null) {
      const message = `"${value}" is no value for ${column.label.toLowerCase()}.`;
      context.addIssue({ code: "custom", path: ["value"], message });
    }
  });
export type RunFilter = z.infer<typeof runFilter>;
