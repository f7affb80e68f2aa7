"use client";
import type { EChartsType } from "echarts/core";
import { type KeyboardEvent, useEffect, useMemo, useRef, useState } from "react";
import { setCrosshair, useCrosshair } from "./chart/crosshair.ts";
import { describeLines } from "./chart/describe-lines.ts";
import { type BestPoint, type LineSeries, layOutLines } from "./chart/line-layout.ts";
import { lineOption } from "./chart/line-option.ts";
import { useThemeColors } from "./chart/use-theme-colors.ts";

export type { BestPoint, LineSeries } from "./chart/line-layout.ts";

type LineChartProps = {
  title: string;
  unit?: string;
  series: readonly LineSeries[];
  /** Epochs asked for: the axis reaches there, and those to come are a sunken field. */
  epochs: number;
  /** The best epoch, ringed in green; `label` stands at the ring: "best 72.35". */
  best?: BestPoint;
  /** Writes a value, without its unit. */
  format: (value: number) => string;
  /** Charts with the same group share the crosshair. */
  group: string;
};

/** Curves of one run over its epochs. Without a frame, with one axis; values under the pointer are read out below. */
export function LineChart({ title, unit, series, epochs, best, format, group }: LineChartProps) {
  const box = useRef<HTMLDivElement>(null);
  const canvas = useRef<HTMLDivElement>(null);
  const [chart, setChart] = useState<EChartsType | null>(null);
  const [size, setSize] = useState<{ width: number; height: number } | null>(null);
  const colors = useThemeColors();
  const epoch = useCrosshair(group);
  const empty = series.every((one) => one.values.length === 0 && !one.now);

  useEffect(() => {
    const element = box.current;
    if (!element) return;
    const observer = new ResizeObserver(() => setSize({ width: element.clientWidth, height: element.clientHeight }));
    observer.observe(element);
    return () => observer.disconnect();
  }, []);

  useEffect(() => {
    let made: EChartsType | undefined;
    let gone = false;
    void import("./chart/echarts.ts").then(({ init }) => {
      if (gone || !canvas.current) return;
      made = init(canvas.current);
      setChart(made);
    });
    return () => {
      gone = true;
      made?.dispose();
      setChart(null);
    };
  }, []);

  const layout = useMemo(
    () => (size && !empty ? layOutLines(series, epochs, size.width, size.height, format) : null),
    [size, empty, series, epochs, format],
  );

  useEffect(() => {
    if (!chart || !colors || !layout) return;
    chart.resize({ width: layout.width, height: layout.height });
    chart.setOption(lineOption(series, best, layout, colors), { notMerge: true });
  }, [chart, colors, layout, series, best]);

  const readings = epoch === null ? [] : series.flatMap((one) => reading(one, epoch));
  const spoken = readings.map(({ name, y }) => `${name} ${format(y)}`).join(", ");
  const first = layout ? Math.max(layout.firstEpoch, 1) : 1;
  const last = layout?.lastEpoch ?? epochs;

  const onKeyDown = (event: KeyboardEvent) => {
    const moves: Record<string, number | null> = {
      ArrowLeft: (epoch ?? first + 1) - 1,
      ArrowRight: (epoch ?? first - 1) + 1,
      Home: first,
      End: last,
      Escape: null,
    };
    const next = moves[event.key];
    if (next === undefined) return;
    event.preventDefault();
    setCrosshair(group, next === null ? null : Math.min(Math.max(next, first), last));
  };

  return (
    <figure>
      <div
        ref={box}
        className="chart"
        role="slider"
        tabIndex={0}
        aria-label={`${describeLines(title, unit, series, epochs, best, format)} Arrow keys read out an epoch.`}
        aria-valuemin={first}
        aria-valuemax={last}
        aria-valuenow={epoch ?? first}
        aria-valuetext={epoch === null ? "no epoch chosen" : `epoch ${epoch}: ${spoken || "no values"}`}
        onKeyDown={onKeyDown}
        onBlur={() => setCrosshair(group, null)}
        onPointerMove={(event) => {
          if (!layout) return;
          setCrosshair(group, layout.toEpoch(event.clientX - event.currentTarget.getBoundingClientRect().left));
        }}
        onPointerLeave={() => setCrosshair(group, null)}
      >
        {!(chart && layout) && <div className="chart-skeleton" />}
        {empty && <p className="chart-empty caption">Points appear here as soon as the training reports them.</p>}
        <div ref={canvas} className="absolute inset-0" aria-hidden="true" />
        {layout && epoch !== null && (
          <div
            className="chart-crosshair"
            style={{ left: layout.toX(epoch), top: layout.grid.top, bottom: layout.grid.bottom }}
          >
            {readings.map(({ name, y }) => (
              <span key={name} className="chart-dot" style={{ top: layout.toY(y) - layout.grid.top }} />
            ))}
          </div>
        )}
        {layout?.ends.map(
          (end) =>
            end.live && (
              <span
                key={end.text.split(" ")[0]}
                className="chart-pulse live"
                style={{ left: layout.toX(end.x), top: layout.toY(end.y) }}
              />
            ),
        )}
      </div>
      <figcaption className="chart-read-out" aria-hidden="true">
        {epoch !== null && <b>epoch {epoch}</b>}
        {readings.map(({ name, y }) => (
          <span key={name}>
            {name} {format(y)}
          </span>
        ))}
      </figcaption>
      <EpochTable title={title} series={series} format={format} />
    </figure>
  );
}

/** The value of a series after a whole epoch. */
function reading(series: LineSeries, epoch: number): { name: string; y: number }[] {
  const point = series.values.find(({ x }) => x === epoch);
  return point && point.y !== null ? [{ name: series.name, y: point.y }] : [];
}

/** The same numbers as a table that only assistive technology sees. */
function EpochTable({ title, series, format }: Pick<LineChartProps, "title" | "series" | "format">) {
  const epochs = [...new Set(series.flatMap(({ values }) => values.map(({ x }) => x).filter(Number.isInteger)))];
  return (
    <div className="sr-only">
      <table>
        <caption>{title} by epoch</caption>
        <thead>
          <tr>
            <th scope="col">epoch</th>
            {series.map(({ name }) => (
              <th key={name} scope="col">
                {name}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {epochs
            .sort((a, b) => a - b)
            .map((epoch) => (
              <tr key={epoch}>
                <th scope="row">{epoch}</th>
                {series.map((one) => {
                  const [value] = reading(one, epoch);
                  return <td key={one.name}>{value ? format(value.y) : "–"}</td>;
                })}
              </tr>
            ))}
        </tbody>
      </table>
    </div>
  );
}

/** Explains solid and dashed; stands in the head of a chart's section. */
export function ChartKey() {
  return (
    <span className="chart-key">
      <span>
        <svg viewBox="0 0 22 8" aria-hidden="true">
          <path d="M0 4h22" strokeWidth="2" />
        </svg>
        validation
      </span>
      <span>
        <svg viewBox="0 0 22 8" aria-hidden="true">
          <path d="M0 4h22" strokeWidth="1.6" strokeDasharray="4 4" />
        </svg>
        train
      </span>
    </span>
  );
}
