import type { ChartLayout } from "./chart-layout.ts";
import { isDrawable } from "./drawn-line.ts";
import { Marker } from "./marker.tsx";
import type { Reading } from "./readings.ts";
import type { XAxis } from "./series.ts";
import { valueWord } from "./value-word.ts";
import { formatX } from "./x-axis.ts";

/** Runs whose values stand under a chart; those with the greatest come first. */
const MOST = 12;
/** px that the values of a run take, on the average. */
const ENTRY = 170;

type ReadOutProps = {
  /** Null when nothing is pointed at. */
  x: number | null;
  axis: XAxis;
  readings: readonly Reading[];
  /** Runs that the chart shows: room is kept for them, so that nothing moves when one points at it. */
  runs: number;
  layout: ChartLayout | null;
  format: (value: number) => string;
};

/** The values under the crosshair, under the chart. Assistive technology hears them from the chart itself. */
export function ReadOut({ x, axis, readings, runs, layout, format }: ReadOutProps) {
  const perRow = Math.max(1, Math.floor((layout?.width ?? 600) / ENTRY));
  const rows = runs > 1 ? 1 + Math.ceil(Math.min(runs, MOST) / perRow) : 1;
  const owners = Map.groupBy(readings, ({ line }) => line.series.owner);
  const ranked = [...owners.values()].sort((a, b) => rank(b) - rank(a));
  const places = new Set(readings.map(({ point }) => point.x));
  const [place] = places;
  return (
    <figcaption className="chart-read-out" aria-hidden="true" style={{ minHeight: rows * 18 }}>
      {x !== null && <b>{formatX(axis, places.size === 1 && place !== undefined ? place : x)}</b>}
      {ranked.slice(0, MOST).map((lines) => (
        <OwnerReading key={lines[0]?.line.series.owner} lines={lines} format={format} />
      ))}
      {ranked.length > MOST && <span>and {ranked.length - MOST} more</span>}
    </figcaption>
  );
}

/** By the solid line, which is the one that is compared. */
function rank(lines: readonly Reading[]): number {
  const { value = 0 } = lines.find(({ line }) => line.series.role !== "train") ?? lines[0] ?? {};
  return Number.isFinite(value) ? value : Number.NEGATIVE_INFINITY;
}

function OwnerReading({ lines, format }: { lines: readonly Reading[]; format: (value: number) => string }) {
  const [first] = lines;
  if (!first) return null;
  const { slot, label } = first.line.series;
  if (slot === null) {
    return lines.map((reading) => (
      <span key={reading.line.series.key}>
        {reading.line.series.label} {readingText(reading, format)}
      </span>
    ));
  }
  return (
    <span className="chart-read-out-run">
      <Marker slot={slot} />
      <span className="truncate">{label}</span>
      {lines
        .toSorted((a, b) => Number(a.line.series.role === "train") - Number(b.line.series.role === "train"))
        .map((reading) => (
          <span key={reading.line.series.key} className={reading.line.series.role === "train" ? "quiet" : "text-ink"}>
            {valueWord(reading.value, format)}
          </span>
        ))}
    </span>
  );
}

/** The value as drawn; in brackets what smoothing or putting together has hidden. */
export function readingText({ line, point, value }: Reading, format: (value: number) => string): string {
  const shown = valueWord(value, format);
  const { y, min, max, nonFinite } = point;
  const hidden = [
    ...(line.smoothed && isDrawable(y, line.log) ? [format(y)] : []),
    ...(min !== undefined && max !== undefined && max > min ? [`${format(min)}–${format(max)}`] : []),
    ...(nonFinite !== undefined ? [valueWord(nonFinite, format)] : []),
  ];
  return hidden.length > 0 ? `${shown} (${hidden.join(", ")})` : shown;
}
