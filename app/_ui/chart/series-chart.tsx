"use client";
import { useDeferredValue, useEffect, useMemo, useRef, useState } from "react";
import { layOutChart } from "./chart-layout.ts";
import { chartOption } from "./chart-option.ts";
import { setCrosshair, useCrosshair } from "./crosshair.ts";
import { describeChart, lineName } from "./describe-chart.ts";
import { drawSoon } from "./draw-queue.ts";
import { type DrawnLine, drawnLine } from "./drawn-line.ts";
import { ReadOut, readingText } from "./read-out.tsx";
import { markTop, readingsAt, snap } from "./readings.ts";
import type { ChartSeries, ChartSettings, XRange } from "./series.ts";
import { SeriesTable } from "./series-table.tsx";
import { slotColor } from "./slots.ts";
import { useChartKeys } from "./use-chart-keys.ts";
import { useDragZoom } from "./use-drag-zoom.ts";
import { useEchart } from "./use-echart.ts";
import { useThemeColors } from "./use-theme-colors.ts";
import { formatX } from "./x-axis.ts";

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
  /** Greatest x that the canvas shows: what watches a page from outside sees no pixels. */
  const [drawnTo, setDrawnTo] = useState<number>();
  const colors = useThemeColors();
  const x = useCrosshair(group);

  const lines = useMemo(
    () => series.filter(({ owner }) => !hidden.has(owner)).map((one) => drawnLine(one, settings, zoom)),
    [series, hidden, settings, zoom],
  );
  // Nobody hears a table of hundreds of cells as fast as a chart is drawn.
  const told = useDeferredValue(lines);
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
        // Resizing draws what stood there before once more.
        if (chart.getWidth() !== layout.width || chart.getHeight() !== layout.height) {
          chart.resize({ width: layout.width, height: layout.height });
        }
        chart.setOption(chartOption(lines, layout, colors, planned), { notMerge: true });
      } else {
        chart.clear();
      }
      setDrawn(true);
      setDrawnTo(layout ? lastX(lines) : undefined);
    });
  }, [chart, colors, inView, layout, lines, planned]);

  const onPoint = (at: number | null) => setCrosshair(group, at);
  const drag = useDragZoom(layout, { onPoint: (at) => onPoint(at === null ? null : snap(lines, at)), onZoom });

  const readings = x === null || !layout || x < layout.x.from || x > layout.x.to ? [] : readingsAt(lines, layout, x);
  // At each move of the pointer all this is drawn anew; the sentence changes with the lines alone.
  const described = useMemo(
    () => describeChart(title, unit, lines, settings.x, format),
    [title, unit, lines, settings.x, format],
  );
  const spoken = readings.map((reading) => `${lineName(reading.line.series)} ${readingText(reading, format)}`.trim());
  const range = layout?.x ?? { from: 0, to: 1 };

  const onKeyDown = useChartKeys({
    lines,
    range,
    whole: () => {
      const all = lines.map((line) => drawnLine(line.series, settings, null));
      return layOutChart({ lines: all, settings, zoom: null, planned, width: 600, height: 300, format }).x;
    },
    x,
    zoom,
    onPoint,
    onZoom,
  });

  return (
    <figure>
      <div
        ref={box}
        className="chart"
        style={height === undefined ? undefined : { height }}
        data-drawn={drawn && !!layout}
        data-drawn-to={drawnTo}
        role="slider"
        tabIndex={0}
        aria-label={`${described} Arrow keys read out values${onZoom ? ", plus and minus zoom" : ""}.`}
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
        <div ref={canvas} className="absolute inset-0 overflow-hidden" aria-hidden="true" />
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
      <SeriesTable title={title} axis={settings.x} lines={told} format={format} />
    </figure>
  );
}

const colorVariable = (slot: number | null) => (slot === null ? "var(--ink)" : `var(--${slotColor(slot)})`);

const lastX = (lines: readonly DrawnLine[]) =>
  Math.max(...lines.map(({ series: { points } }) => points.at(-1)?.x ?? 0));
