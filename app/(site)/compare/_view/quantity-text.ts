import type { MetricInfo } from "#domain/runs/metrics";
import {
  formatBytes,
  formatCount,
  formatDuration,
  formatLoss,
  formatPercent,
  formatSignificant,
} from "../../../_ui/numbers.ts";

export type Quantity = MetricInfo["quantity"] | "parameters";

/** The unit that stands in a head, where the figures go without. */
export const unitOf = (quantity: Quantity): string => (quantity === "accuracy" || quantity === "share" ? "%" : "");

/** A value without the unit of its head; NaN and the infinities by name, nothing as a dash. */
export function quantityText(quantity: Quantity | undefined, value: number | null | undefined): string {
  if (value === null || value === undefined) return "–";
  if (!Number.isFinite(value)) return Number.isNaN(value) ? "NaN" : value > 0 ? "∞" : "−∞";
  switch (quantity) {
    case "accuracy":
      return formatPercent(value, 2, "");
    case "share":
      return formatPercent(value, 1, "");
    case "loss":
      return formatLoss(value);
    case "rate":
      return plain(value);
    case "count":
      return Number.isInteger(value) || value >= 100 ? formatCount(value) : formatSignificant(value);
    case "parameters":
      return formatCount(value);
    case "seconds":
      return formatDuration(value);
    case "bytes":
      return formatBytes(value);
    case undefined:
      return plain(value);
  }
}

/** As people write it: 0.001, 1e-7, 282,250. Whole numbers are exact: a seed that is rounded is another seed. */
function plain(value: number): string {
  const size = Math.abs(value);
  if (Number.isSafeInteger(value)) return value.toLocaleString("en-US", { useGrouping: size >= 10_000 });
  if (size < 1e-4 || size >= 1e9) return String(Number(value.toPrecision(4)));
  return value.toLocaleString("en-US", { maximumSignificantDigits: 6, useGrouping: size >= 10_000 });
}
