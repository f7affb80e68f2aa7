import { z } from "zod";
import { SEARCH_LENGTH } from "#domain/limits";
import { findRunColumn, isSortable } from "#domain/runs/run-columns";
import { FILTERS_MAX, runFilter } from "#domain/runs/run-filter";
import { RUN_STATES } from "#domain/runs/states";

/** Columns that one answer carries beyond what every row has. */
export const COLUMNS_MAX = 40;

const columnId = z
  .string()
  .max(60)
  .refine((id) => findRunColumn(id) !== undefined, "There is no such column.");

const sortColumn = columnId.refine((id) => {
  const column = findRunColumn(id);
  return column !== undefined && isSortable(column);
}, "Runs cannot be sorted by this column.");

/** Which runs of a person, in which order. */
export const runSelection = z.strictObject({
  /** None means all. */
  state: z.array(z.enum(RUN_STATES)).max(RUN_STATES.length).default([]),
  /** Looked for in names, networks, tags and notes. */
  search: z
    .string()
    .trim()
    .max(SEARCH_LENGTH, `A search has at most ${SEARCH_LENGTH} characters.`)
    .refine((text) => !text.includes("\0"), "A search has no NUL characters.")
    .optional(),
  /** All of them hold. */
  filters: z.array(runFilter).max(FILTERS_MAX).default([]),
  sort: z.strictObject({ by: sortColumn, order: z.enum(["asc", "desc"]) }).default({ by: "started", order: "desc" }),
});
export type RunSelection = z.infer<typeof runSelection>;

export const columnIds = z.array(columnId).max(COLUMNS_MAX).default([]);

/** What a list of runs can be asked for. */
export const listRunsInput = runSelection.extend({
  /** What `values` of each row holds. */
  columns: columnIds,
  page: z.number().int().min(1).max(10_000).default(1),
  pageSize: z.number().int().min(10).max(100).default(25),
});
export type ListRunsInput = z.infer<typeof listRunsInput>;
