"use client";
import { useEffect, useId, useRef, useState } from "react";
import type { RunColumn } from "#domain/runs/run-columns";
import { slotColor, slotMarker } from "../../../_ui/chart/slots.ts";
import { intervalOf } from "../_view/chart-numbers.ts";
import type { ShownRun } from "../_view/compared-run.ts";
import { axisOf, columnValue } from "../_view/quantities.ts";
import { quantityText, unitOf } from "../_view/quantity-text.ts";
import { layOutScatter, SCATTER_MARGIN as MARGIN, type ScatterRun } from "../_view/scatter-points.ts";

type RunScatterProps = { runs: readonly ShownRun[]; x: RunColumn; y: RunColumn };

const HEIGHT = 320;
const LEAST_WIDTH = 240;
/** More names than this cover each other. */
const MOST_NAMES = 16;

const numberOf = (run: ShownRun, column: RunColumn): number | null => {
  const value = columnValue(run, column);
  return typeof value === "number" ? value : null;
};

const nameOf = ({ label, quantity }: RunColumn) => {
  const unit = quantity && unitOf(quantity);
  return unit ? `${label}, ${unit}` : label;
};

/** What stands upwards. */
export const scatterKey = (y: RunColumn) =>
  `${nameOf(y)} upwards.${y.id === "test" ? " Whiskers are 95 % intervals." : ""}`;

/** A marker per run. The tables of the page say the same in figures, so it is one image to assistive technology. */
export function RunScatter({ runs, x, y }: RunScatterProps) {
  const box = useRef<HTMLDivElement>(null);
  const [width, setWidth] = useState(0);
  const [over, setOver] = useState<string | null>(null);
  useEffect(() => {
    const element = box.current;
    if (!element) return;
    const observer = new ResizeObserver(() => setWidth(element.clientWidth));
    observer.observe(element);
    return () => observer.disconnect();
  }, []);

  const { points, left } = layOut(runs, x, y, width);
  const pointed = points.find(({ id }) => id === over);
  return (
    <figure>
      <div ref={box} className="overflow-hidden" style={{ height: HEIGHT }}>
        {width > 0 && <ScatterDrawing runs={runs} x={x} y={y} width={width} over={over} onOver={setOver} />}
      </div>
      <figcaption className="chart-read-out">
        {pointed ? (
          <>
            <b>{runs.find(({ id }) => id === pointed.id)?.label}</b>
            <span>
              {nameOf(y)} {quantityText(y.quantity, pointed.y)}
            </span>
            <span>
              {nameOf(x)} {quantityText(x.quantity, pointed.x)}
            </span>
          </>
        ) : (
          <span>
            {scatterKey(y)}
            {left.length > 0 && ` Without a value: ${left.map(({ label }) => label).join(", ")}.`}
          </span>
        )}
      </figcaption>
    </figure>
  );
}

type ScatterDrawingProps = RunScatterProps & {
  /** px */
  width: number;
  over?: string | null;
  onOver?: (id: string | null) => void;
};

/** The drawing alone. */
export function ScatterDrawing({ runs, x, y, width, over = null, onOver }: ScatterDrawingProps) {
  const titleId = useId();
  const { points, xTicks, yTicks } = layOut(runs, x, y, width);
  const right = Math.max(width, LEAST_WIDTH) - MARGIN.right;
  const bottom = HEIGHT - MARGIN.bottom;
  return (
    <svg
      viewBox={`0 0 ${width} ${HEIGHT}`}
      width={width}
      height={HEIGHT}
      className="block text-2xs"
      role="img"
      aria-labelledby={titleId}
    >
      <title id={titleId}>{`${y.label} against ${x.label} of ${points.length} runs.`}</title>
      {yTicks.map(({ at, label }) => (
        <g key={at}>
          <path d={`M${MARGIN.left} ${at}H${right}`} stroke="var(--line)" />
          <text x={MARGIN.left - 10} y={at + 4} textAnchor="end" fill="var(--ink-3)">
            {label}
          </text>
        </g>
      ))}
      {xTicks.map(({ at, label }) => (
        <text key={at} x={at} y={bottom + 18} textAnchor="middle" fill="var(--ink-3)">
          {label}
        </text>
      ))}
      <path d={`M${MARGIN.left} ${bottom}H${right}`} stroke="var(--control)" />
      <text x={right} y={HEIGHT - 6} textAnchor="end" fill="var(--ink-3)">
        {nameOf(x)}
      </text>
      {points.map(({ id, label, slot, cx, cy, whisker, text }) => (
        <g key={id} onPointerEnter={() => onOver?.(id)} onPointerLeave={() => onOver?.(null)}>
          {whisker && (
            <path d={`M${cx} ${whisker.top}V${whisker.bottom}`} stroke={`var(--${slotColor(slot)})`} opacity="0.6" />
          )}
          <path
            d={slotMarker(slot)}
            transform={`translate(${cx} ${cy})`}
            fill={`var(--${slotColor(slot)})`}
            stroke="var(--paper)"
          />
          <circle cx={cx} cy={cy} r="12" fill="transparent" />
          {(points.length <= MOST_NAMES || id === over) && (
            <text
              x={text.x}
              y={text.y}
              textAnchor={text.anchor}
              fill={`var(--${slotColor(slot)}-text)`}
              stroke="var(--paper)"
              strokeWidth="3"
              paintOrder="stroke"
              className="text-xs font-medium"
            >
              {label}
            </text>
          )}
        </g>
      ))}
    </svg>
  );
}

function layOut(runs: readonly ShownRun[], x: RunColumn, y: RunColumn, width: number) {
  const placed = runs.map(
    (run): ScatterRun => ({
      id: run.id,
      label: run.short,
      slot: run.slot,
      x: numberOf(run, x),
      y: numberOf(run, y),
      interval: intervalOf(run, y),
    }),
  );
  const axes = { x: axisOf(runs, x), y: axisOf(runs, y) };
  return layOutScatter(placed, axes, Math.max(width, LEAST_WIDTH), HEIGHT);
}
