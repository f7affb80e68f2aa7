import type { XRange } from "./series.ts";

/** Of the greatest x: what is nearer cannot be told apart in an axis' labels. */
const LEAST = 1e-6;

/** Half of `range`, around `centre`, as long as there is something to be seen in it. */
export function zoomIn(range: XRange, centre: number): XRange {
  const least = LEAST * Math.max(Math.abs(range.from), Math.abs(range.to));
  return range.to - range.from <= least ? range : scaleRange(range, centre, 0.5);
}

/** Twice `range`, around `centre`; null once that is all there is. */
export function zoomOut(range: XRange, centre: number, whole: XRange): XRange | null {
  const { from, to } = scaleRange(range, centre, 2);
  const next = { from: Math.max(from, whole.from), to: Math.min(to, whole.to) };
  return next.from <= whole.from && next.to >= whole.to ? null : next;
}

/** `range` moved so far that it holds `x`. */
export function panTo({ from, to }: XRange, x: number): XRange {
  const shift = x < from ? x - from : x > to ? x - to : 0;
  return { from: from + shift, to: to + shift };
}

function scaleRange({ from, to }: XRange, centre: number, factor: number): XRange {
  const middle = Math.min(Math.max(centre, from), to);
  return { from: middle - (middle - from) * factor, to: middle + (to - middle) * factor };
}
