"use client";
import { type KeyboardEvent, useEffect, useMemo, useRef, useState } from "react";
import { layOutChart } from "./chart-layout.ts";
import { chartOption } from "./chart-option.ts";
import { setCrosshair, useCrosshair } from "./crosshair.ts";
import { describeChart, lineName } from "./describe-chart.ts";
import { drawSoon } from "./draw-queue.ts";
import { drawnLine } from "./drawn-line.ts";
import { ReadOut, readingText } from "./read-out.tsx";
import { markTop, placesOf, readingsAt, snap } from "./readings.ts";
import type { ChartSeries, ChartSettings, XRange } from "./series.ts";
import { SeriesTable } from "./series-table.tsx";
import { slotColor } from "./slots.ts";
import { useDragZoom } from "./use-drag-zoom.ts";
import { useEchart } from "./use-echart.ts";
import { useThemeColors } from "./use-theme-colors.ts";
import { formatX } from "./x-axis.ts";
import { panTo, zoomIn, zoomOut } from "./zoom-range.ts";

export type SeriesChartProps = {
  title: string;
  unit?: string;
  series: readonly ChartSeries[];
  settings: ChartSettings;
  /** Writes a value, without its unit. */
  format: (value: number) => string;
  /** Charts with the same group share the crosshair. */
  group: string;
  /** x to which the axis reaches; what is still to come is a sunken field. */
  planned?: number;
  /** Owners whose lines are not drawn. */
  hidden?: ReadonlySet<string>;
  /** The part that is seen, and what changes it: dragging, double click, keys. Without it there is no zoom. */
  zoom?: XRange | null;
  onZoom?: (zoom: XRange | null) => void;
  /** px; 292, and 240 on a phone, unless set. */
  height?: number;
  /** What stands in place of lines where there are none. */
  empty?: string;
};

const NOBODY: ReadonlySet<string> = new Set();

/** Lines over steps, epochs or time. Without a frame, with one axis; values under the pointer are read out below. */
export function SeriesChart({
  title,
  unit,
  series,
  settings,
  format,
  group,
  planned,
  hidden = NOBODY,
  zoom = null,
  onZoom,
  height,
  empty = "Points appear here as soon as the training reports them.",
}: SeriesChartProps) {
  const box = useRef<HTMLDivElement>(null);
  const canvas = useRef<HTMLDivElement>(null);
  const { chart, size, inView } = useEchart(box, canvas);
  const [drawn, setDrawn] = useState(false);
  const colors = useThemeColors();
  const x = useCrosshair(group);

  const lines = useMemo(
    () => series.filter(({ owner }) => !hidden.has(owner)).map((one) => drawnLine(one, settings, zoom)),
    [series, hidden, settings, zoom],
  );
  const isEmpty = lines.every(({ series: { points } }) => points.length === 0);
  const layout = useMemo(
    () =>
      size && size.width > 0 && !isEmpty ? layOutChart({ lines, settings, zoom, planned, ...size, format }) : null,
    [size, isEmpty, lines, settings, zoom, planned, format],
  );

  useEffect(() => {
    if (!chart || !colors || !inView) return;
    return drawSoon(() => {
      if (layout) {
        chart.resize({ width: layout.width, height: layout.height });
        chart.setOption(chartOption(lines, layout, colors, planned), { notMerge: true });
      } else {
        chart.clear();
      }
      setDrawn(true);
    });
  }, [chart, colors, inView, layout, lines, planned]);

  const drag = useDragZoom(layout, {
    onPoint: (at) => setCrosshair(group, at === null ? null : snap(lines, at)),
    onZoom,
  });

  const readings = x === null || !layout || x < layout.x.from || x > layout.x.to ? [] : readingsAt(lines, layout, x);
  const spoken = readings.map((reading) => `${lineName(reading.line.series)} ${readingText(reading, format)}`.trim());
  const range = layout?.x ?? { from: 0, to: 1 };

  const onKeyDown = (event: KeyboardEvent) => {
    if (!layout || event.ctrlKey || event.metaKey || event.altKey) return;
    const next = keyAct(event.key);
    if (next === undefined) return;
    event.preventDefault();
    next();
  };

  const keyAct = (key: string): (() => void) | undefined => {
    const centre = x ?? (range.from + range.to) / 2;
    switch (key) {
      case "ArrowLeft":
        return () => move(-1);
      case "ArrowRight":
        return () => move(1);
      case "Home":
        return () => moveTo((places) => places[0]);
      case "End":
        return () => moveTo((places) => places.at(-1));
      case "Escape":
        return () => (x === null ? onZoom?.(null) : setCrosshair(group, null));
      case "+":
      case "=":
        return onZoom && (() => onZoom(zoomIn(range, centre)));
      case "-":
        return onZoom && zoom ? () => onZoom(zoomOut(zoom, centre, wholeOf())) : undefined;
      default:
        return undefined;
    }
  };

  const wholeOf = (): XRange => {
    const all = series.filter(({ owner }) => !hidden.has(owner)).map((one) => drawnLine(one, settings, null));
    return layOutChart({ lines: all, settings, zoom: null, planned, width: 600, height: 300, format }).x;
  };

  /** From one point to the next; where there are hundreds, in a hundred strides. */
  const move = (direction: 1 | -1) =>
    moveTo((places) => {
      if (x === null)
        return direction === 1 ? places.find((at) => at >= range.from) : places.findLast((at) => at <= range.to);
      const stride = Math.max(1, Math.round(places.length / 100));
      const at = places.findIndex((place) => place >= x);
      const index = (at < 0 ? places.length - 1 : at) + direction * stride;
      return places[Math.min(Math.max(index, 0), places.length - 1)];
    });

  const moveTo = (choose: (places: number[]) => number | undefined) => {
    const seen = lines.map((line) => ({ ...line, points: line.series.points }));
    const next = choose(placesOf(zoom ? seen : lines));
    if (next === undefined) return;
    setCrosshair(group, next);
    if (zoom && onZoom && (next < zoom.from || next > zoom.to)) onZoom(panTo(zoom, next));
  };

  return (
    <figure>
      <div
        ref={box}
        className="chart"
        style={height === undefined ? undefined : { height }}
        data-drawn={drawn && !!layout}
        role="slider"
        tabIndex={0}
        aria-label={`${describeChart(title, unit, lines, settings.x, format)} Arrow keys read out values${onZoom ? ", plus and minus zoom" : ""}.`}
        aria-valuemin={range.from}
        aria-valuemax={range.to}
        aria-valuenow={x === null ? range.from : Math.min(Math.max(x, range.from), range.to)}
        aria-valuetext={
          x === null ? "nothing chosen" : `${formatX(settings.x, x)}: ${spoken.join(", ") || "no values"}`
        }
        onKeyDown={onKeyDown}
        onBlur={() => setCrosshair(group, null)}
        {...drag.handlers}
      >
        {!(drawn && layout) && !isEmpty && <div className="chart-skeleton" />}
        {isEmpty && <p className="chart-empty caption">{empty}</p>}
        <div ref={canvas} className="absolute inset-0" aria-hidden="true" />
        {layout && drag.selection && (
          <div
            className="chart-selection"
            style={{ ...drag.selection, top: layout.grid.top, bottom: layout.grid.bottom }}
          />
        )}
        {layout && x !== null && x >= range.from && x <= range.to && (
          <div
            className="chart-crosshair"
            style={{ left: layout.toX(x), top: layout.grid.top, bottom: layout.grid.bottom }}
          />
        )}
        {layout &&
          readings.map((reading) => (
            <span
              key={reading.line.series.key}
              className="chart-dot"
              style={{
                left: layout.toX(reading.point.x),
                top: markTop(reading, layout),
                background: colorVariable(reading.line.series.slot),
              }}
            />
          ))}
        {layout?.ends.map(
          ({ line, x: at, y }) =>
            line.series.live && (
              <span
                key={line.series.key}
                className="chart-pulse live"
                style={{ left: layout.toX(at), top: layout.toY(y), background: colorVariable(line.series.slot) }}
              />
            ),
        )}
      </div>
      <ReadOut
        x={readings.length > 0 ? x : null}
        axis={settings.x}
        readings={readings}
        runs={new Set(lines.map(({ series: { owner } }) => owner)).size}
        layout={layout}
        format={format}
      />
      <SeriesTable title={title} axis={settings.x} lines={lines} format={format} />
    </figure>
  );
}

const colorVariable = (slot: number | null) => (slot === null ? "var(--ink)" : `var(--${slotColor(slot)})`);
