"use client";
import type { KeyboardEvent } from "react";
import type { DrawnLine } from "./drawn-line.ts";
import { placesOf } from "./readings.ts";
import type { XRange } from "./series.ts";
import { panTo, zoomIn, zoomOut } from "./zoom-range.ts";

/** Strides in which the arrow keys cross a chart of very many points. */
const STRIDES = 100;

type Chart = {
  lines: readonly DrawnLine[];
  /** What is seen, and what there is. */
  range: XRange;
  whole: () => XRange;
  /** The x that is read out. */
  x: number | null;
  zoom: XRange | null;
  onPoint: (x: number | null) => void;
  onZoom: ((zoom: XRange | null) => void) | undefined;
};

/** A chart by keyboard: arrows, Home and End read out values, plus and minus zoom, Escape lets go of either. */
export function useChartKeys({ lines, range, whole, x, zoom, onPoint, onZoom }: Chart) {
  const go = (to: number | undefined) => {
    if (to === undefined) return;
    onPoint(to);
    if (zoom && (to < zoom.from || to > zoom.to)) onZoom?.(panTo(zoom, to));
  };
  /** Of the whole lines, so that one can walk out of a zoom. */
  const places = () => placesOf(lines.map((line) => ({ points: line.series.points })));

  const move = (direction: 1 | -1) => {
    const all = places();
    if (x === null) {
      return go(direction === 1 ? all.find((at) => at >= range.from) : all.findLast((at) => at <= range.to));
    }
    const seen = all.filter((at) => at >= range.from && at <= range.to).length;
    const at = all.findIndex((place) => place >= x);
    const index = (at < 0 ? all.length - 1 : at) + direction * Math.max(1, Math.round(seen / STRIDES));
    go(all[Math.min(Math.max(index, 0), all.length - 1)]);
  };

  const centre = x ?? (range.from + range.to) / 2;
  const zoomCloser = onZoom && (() => onZoom(zoomIn(range, centre)));
  const acts = new Map<string, (() => void) | undefined>([
    ["ArrowLeft", () => move(-1)],
    ["ArrowRight", () => move(1)],
    ["Home", () => go(places()[0])],
    ["End", () => go(places().at(-1))],
    ["Escape", x !== null ? () => onPoint(null) : zoom ? () => onZoom?.(null) : undefined],
    ["+", zoomCloser],
    // On most keyboards the same key.
    ["=", zoomCloser],
    ["-", onZoom && zoom ? () => onZoom(zoomOut(zoom, centre, whole())) : undefined],
  ]);

  return (event: KeyboardEvent) => {
    const act = event.ctrlKey || event.metaKey || event.altKey ? undefined : acts.get(event.key);
    if (!act) return;
    event.preventDefault();
    act();
  };
}
