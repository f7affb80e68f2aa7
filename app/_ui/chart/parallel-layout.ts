/** Where things stand in parallel coordinates: an axis per quantity, a line per run. Plain arithmetic, shares of an axis. */
import { widthOf } from "../svg-drawing.ts";
import { axisTicks } from "./axis-ticks.ts";

export type ParallelAxis = {
  /** Key of its values in `ParallelLine.values`. */
  key: string;
  label: string;
  kind: "linear" | "log" | "category";
  /** Writes a number of this axis; plain where it is left out. */
  format?: (value: number) => string;
};

export type ParallelValue = number | string | null;

export type ParallelLine = {
  id: string;
  label: string;
  /** By key of the axis; null is not there (yet), and the line has a gap. */
  values: Readonly<Record<string, ParallelValue>>;
  /** Place in the series colours, or a share 0..1 from poor to good; null is grey. */
  color: { slot: number } | { share: number } | null;
};

/** What of an axis is chosen, as shares from its bottom (0) to its top (1). */
export type ParallelRange = { low: number; high: number };
export type ParallelFilters = Readonly<Record<string, ParallelRange>>;

export type PlacedAxis = ParallelAxis & {
  ticks: { share: number; label: string }[];
  /** Share of the axis at which a value stands; null where it has no place on it. */
  toShare: (value: ParallelValue) => number | null;
  /** What stands at a share, in words. */
  read: (share: number) => string;
};

const shortest = (value: number) => String(Number(value.toPrecision(3)));

/** The axis with its ends and ticks, from all values that lines have on it. */
export function placeAxis(axis: ParallelAxis, lines: readonly ParallelLine[]): PlacedAxis {
  const values = lines.map(({ values }) => values[axis.key] ?? null);
  if (axis.kind === "category") return categoryAxis(axis, values);
  const numbers = values.filter((value): value is number => typeof value === "number" && Number.isFinite(value));
  const positive = numbers.filter((value) => value > 0);
  return axis.kind === "log" && positive.length > 0 ? logAxis(axis, positive) : linearAxis(axis, numbers);
}

function categoryAxis(axis: ParallelAxis, values: readonly ParallelValue[]): PlacedAxis {
  const names = [...new Set(values.flatMap((value) => (value === null ? [] : [String(value)])))];
  const shareOf = (index: number) => (index + 0.5) / Math.max(names.length, 1);
  const toShare = (value: ParallelValue) => {
    const index = value === null ? -1 : names.indexOf(String(value));
    return index < 0 ? null : shareOf(index);
  };
  const read = (share: number) => names[Math.min(Math.floor(share * names.length), names.length - 1)] ?? "";
  return { ...axis, toShare, read, ticks: names.map((label, index) => ({ label, share: shareOf(index) })) };
}

function linearAxis(axis: ParallelAxis, numbers: readonly number[]): PlacedAxis {
  const low = numbers.length > 0 ? Math.min(...numbers) : 0;
  const high = numbers.length > 0 ? Math.max(...numbers) : 1;
  // Whole numbers are not divided further: there is no seed 1.2.
  const most = numbers.every(Number.isInteger) ? Math.min(6, Math.max(1, high - low)) : 6;
  const ends = axisTicks(low, high, most);
  const format = axis.format ?? shortest;
  const span = ends.high - ends.low || 1;
  const count = Math.round(span / ends.step);
  return {
    ...axis,
    toShare: (value) => (typeof value === "number" && Number.isFinite(value) ? (value - ends.low) / span : null),
    read: (share) => format(ends.low + share * span),
    ticks: Array.from({ length: count + 1 }, (_, i) => ({
      share: i / count,
      label: format(ends.low + i * ends.step),
    })),
  };
}

/** From the power of ten at or below the least value to the one at or above the greatest, or tight if all lie in one. */
function logAxis(axis: ParallelAxis, positive: readonly number[]): PlacedAxis {
  const logs = positive.map(Math.log10);
  const least = Math.min(...logs);
  const most = Math.max(...logs);
  const isWide = most - least >= 1;
  const low = isWide ? Math.floor(least + 1e-9) : least - 0.05;
  const high = isWide ? Math.ceil(most - 1e-9) : most + 0.05;
  const span = high - low;
  const format = axis.format ?? shortest;
  const powers = Array.from({ length: Math.floor(high) - Math.ceil(low) + 1 }, (_, i) => 10 ** (Math.ceil(low) + i));
  const marks = isWide ? powers : [...new Set([Math.min(...positive), Math.max(...positive)])];
  return {
    ...axis,
    toShare: (value) =>
      typeof value === "number" && value > 0 && Number.isFinite(value) ? (Math.log10(value) - low) / span : null,
    read: (share) => format(10 ** (low + share * span)),
    ticks: marks.map((value) => ({ share: (Math.log10(value) - low) / span, label: format(value) })),
  };
}

/** The chosen ranges with another one for an axis; none, or one over all of the axis, chooses nothing. */
export function withRange(filters: ParallelFilters, key: string, range: ParallelRange | null): ParallelFilters {
  const { [key]: _, ...others } = filters;
  const isWhole = !range || (range.low <= 0 && range.high >= 1);
  return isWhole ? others : { ...others, [key]: range };
}

/** Whether a line passes through every chosen range; without a value it passes only where nothing is chosen. */
export function passes(line: ParallelLine, axes: readonly PlacedAxis[], filters: ParallelFilters): boolean {
  return axes.every((axis) => {
    const range = filters[axis.key];
    if (!range) return true;
    const share = axis.toShare(line.values[axis.key] ?? null);
    return share !== null && share >= range.low - 1e-9 && share <= range.high + 1e-9;
  });
}

/** The pieces of a line between neighbouring axes on which it has values, as SVG path data. */
export function linePath(
  line: ParallelLine,
  axes: readonly PlacedAxis[],
  toX: (index: number) => number,
  toY: (share: number) => number,
): string {
  let isOpen = false;
  return axes
    .map((axis, index) => {
      const share = axis.toShare(line.values[axis.key] ?? null);
      const command = share === null ? "" : `${isOpen ? "L" : "M"}${toX(index).toFixed(1)} ${toY(share).toFixed(1)}`;
      isOpen = share !== null;
      return command;
    })
    .join("");
}

const NAME_SIZE = 12;

/**
 * Where the names of axes stand, px: over their axes, but within the chart, and in two rows where neighbours would touch.
 *
 * @param toX place of an axis by its index
 */
export function placeNames(axes: readonly ParallelAxis[], width: number, toX: (index: number) => number) {
  const half = axes.map(({ label }) => widthOf(label, NAME_SIZE) / 2);
  const isCrowded = half.some((own, i) => i > 0 && own + (half[i - 1] ?? 0) > toX(i) - toX(i - 1));
  return axes.map(({ key, label }, i) => {
    const [x, own] = [toX(i), half[i] ?? 0];
    const row: 0 | 1 = isCrowded && i % 2 === 1 ? 1 : 0;
    if (x - own < 0) return { key, label, row, x: 0, anchor: "start" as const };
    if (x + own > width) return { key, label, row, x: width, anchor: "end" as const };
    return { key, label, row, x, anchor: "middle" as const };
  });
}
