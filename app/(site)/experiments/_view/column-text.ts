/** Heads and values of the columns of the runs table, as they are read. */
import type { RunColumn } from "#domain/runs/run-columns";
import {
  formatBytes,
  formatCount,
  formatDuration,
  formatLoss,
  formatPercent,
  formatSignificant,
} from "../../../_ui/numbers.ts";

const SHORT_HEADS: Record<string, string> = { validation: "Best val., %", test: "Test, %" };

/** Fractions, which people read and type in per cent. */
export const isPercent = ({ quantity }: RunColumn) => quantity === "accuracy" || quantity === "share";

/** The unit stands in the head. */
export const columnHead = (column: RunColumn): string =>
  SHORT_HEADS[column.id] ?? (isPercent(column) ? `${column.label}, %` : column.label);

export const isNumeric = ({ type }: RunColumn): boolean => type === "number" || type === "time";

/** A value that is neither a time nor a list; "" where there is none. */
export function columnText(column: RunColumn, value: string | number | boolean | null): string {
  if (column.id === "trainingSubset" && value === null) return "all";
  if (value === null) return "";
  if (typeof value === "boolean") return value ? "yes" : "no";
  if (typeof value === "string") return value;
  if (!Number.isFinite(value)) return String(value);
  switch (column.quantity) {
    case "accuracy":
    case "share":
      return formatPercent(value, 2, "");
    case "loss":
      return formatLoss(value);
    case "seconds":
      return formatDuration(value);
    case "bytes":
      return formatBytes(value);
    case "parameters":
      return formatCount(value);
    case "count":
      return Number.isInteger(value) || value >= 100 ? formatCount(value) : formatSignificant(value);
    default:
      // As it was typed: 0.001, not 0.00100.
      return String(value);
  }
}
