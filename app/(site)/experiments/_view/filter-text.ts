/** Filters of the runs table in words, and values as people type them. */
import { findRunColumn, type RunColumn } from "#domain/runs/run-columns";
import { COMPARISONS, type RunFilter } from "#domain/runs/run-filter";
import { isPercent } from "./column-text.ts";

/** Accuracies are shown, and therefore typed, in per cent; filters hold fractions. */
export const typedToValue = (column: RunColumn, typed: string): string => {
  const text = typed.trim();
  // Twelve digits: 7.1 / 100 is 0.071, not 0.07099999999999999.
  return isPercent(column) && text !== "" && Number.isFinite(Number(text))
    ? String(Number((Number(text) / 100).toPrecision(12)))
    : text;
};

export const typedUnit = (column: RunColumn): string | null =>
  isPercent(column) ? "%" : column.quantity === "seconds" ? "s" : null;

function shownValue(column: RunColumn, value: string): string {
  if (isPercent(column)) return `${Number((Number(value) * 100).toPrecision(12))} %`;
  if (column.quantity === "seconds") return `${value} s`;
  if (column.type === "boolean") return value === "true" ? "yes" : "no";
  return value;
}

/** "Learning rate < 0.01", "Tags: lab 2". */
export function filterText({ column: id, is, value }: RunFilter): string {
  const column = findRunColumn(id);
  if (!column) return id;
  if (column.type === "sweep") return "Runs of one sweep";
  const shown = shownValue(column, value);
  if (column.type === "tags") return is === "has" ? `Tag: ${shown}` : `Without tag: ${shown}`;
  return `${column.label} ${COMPARISONS[is]} ${shown}`;
}
