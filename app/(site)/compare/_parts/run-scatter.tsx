"use client";
import { useEffect, useId, useRef, useState } from "react";
import { accuracyInterval } from "#domain/models/accuracy-interval";
import type { RunColumn } from "#domain/runs/run-columns";
import { slotColor, slotMarker } from "../../../_ui/chart/slots.ts";
import type { ShownRun } from "../_view/compared-run.ts";
import { axisOf, columnValue } from "../_view/quantities.ts";
import { quantityText, unitOf } from "../_view/quantity-text.ts";
import { layOutScatter, SCATTER_MARGIN as MARGIN, type ScatterRun } from "../_view/scatter-points.ts";

type RunScatterProps = { runs: readonly ShownRun[]; x: RunColumn; y: RunColumn };

const HEIGHT = 320;
/** More names than this cover each other. */
const MOST_NAMES = 16;

const numberOf = (run: ShownRun, column: RunColumn): number | null => {
  const value = columnValue(run, column);
  return typeof value === "number" ? value : null;
};

const intervalOf = ({ testAccuracy, testCount }: ShownRun, { id }: RunColumn): number | null =>
  id === "test" && testAccuracy !== null && testCount !== null ? accuracyInterval(testAccuracy, testCount) : null;

const nameOf = ({ label, quantity }: RunColumn) => {
  const unit = quantity && unitOf(quantity);
  return unit ? `${label}, ${unit}` : label;
};

/** A marker per run. The tables of the page say the same in figures, so it is one image to assistive technology. */
export function RunScatter({ runs, x, y }: RunScatterProps) {
  const box = useRef<HTMLDivElement>(null);
  const [width, setWidth] = useState(0);
  const [over, setOver] = useState<string | null>(null);
  const titleId = useId();
  useEffect(() => {
    const element = box.current;
    if (!element) return;
    const observer = new ResizeObserver(() => setWidth(element.clientWidth));
    observer.observe(element);
    return () => observer.disconnect();
  }, []);

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
  const { points, left, xTicks, yTicks } = layOutScatter(placed, axes, Math.max(width, 240), HEIGHT);
  const pointed = points.find(({ id }) => id === over);
  const right = Math.max(width, 240) - MARGIN.right;
  const bottom = HEIGHT - MARGIN.bottom;
  return (
    <figure>
      <div ref={box} className="overflow-hidden" style={{ height: HEIGHT }}>
        {width > 0 && (
          <svg width={width} height={HEIGHT} className="block text-2xs" role="img" aria-labelledby={titleId}>
            <title id={titleId}>{`${y.label} against ${x.label} of ${points.length} runs.`}</title>
            {yTicks.map(({ at, label }) => (
              <g key={label}>
                <path d={`M${MARGIN.left} ${at}H${right}`} stroke="var(--line)" />
                <text x={MARGIN.left - 10} y={at + 4} textAnchor="end" fill="var(--ink-3)">
                  {label}
                </text>
              </g>
            ))}
            {xTicks.map(({ at, label }) => (
              <text key={label} x={at} y={bottom + 18} textAnchor="middle" fill="var(--ink-3)">
                {label}
              </text>
            ))}
            <path d={`M${MARGIN.left} ${bottom}H${right}`} stroke="var(--control)" />
            <text x={right} y={HEIGHT - 6} textAnchor="end" fill="var(--ink-3)">
              {nameOf(x)}
            </text>
            {points.map(({ id, label, slot, cx, cy, whisker, text }) => (
              <g key={id} onPointerEnter={() => setOver(id)} onPointerLeave={() => setOver(null)}>
                {whisker && (
                  <path
                    d={`M${cx} ${whisker.top}V${whisker.bottom}`}
                    stroke={`var(--${slotColor(slot)})`}
                    opacity="0.6"
                  />
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
        )}
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
            {nameOf(y)} upwards.{y.id === "test" && " Whiskers are 95 % intervals."}
            {left.length > 0 && ` Without a value: ${left.map(({ label }) => label).join(", ")}.`}
          </span>
        )}
      </figcaption>
    </figure>
  );
}
