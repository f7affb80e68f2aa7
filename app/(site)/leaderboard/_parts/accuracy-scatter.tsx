"use client";
import Link from "next/link";
import { useId, useState } from "react";
import { formatCount, formatInterval, formatPercent } from "../../../_ui/numbers.ts";
import { Plate } from "../../../_ui/plate.tsx";
import type { LeaderboardRow } from "./row.ts";
import { layOutScatter, MARGIN, type PlotSize } from "./scatter-layout.ts";

type AccuracyScatterProps = { rows: readonly LeaderboardRow[]; front: readonly LeaderboardRow[] };

/** Two drawings instead of one that is scaled, so that its words are readable on a phone. */
const WIDE: PlotSize = { width: 880, height: 340 };
const NARROW: PlotSize = { width: 358, height: 300 };

/** Test accuracy against parameters, with those models beside it that no other beats in both. */
export function AccuracyScatter({ rows, front }: AccuracyScatterProps) {
  const [over, setOver] = useState<LeaderboardRow | null>(null);
  return (
    <div className="columns-side">
      <Plate title="Test accuracy" unit="%" caption="against parameters" className="mt-5!">
        <div className="max-tablet:hidden">
          <Scatter rows={rows} front={front} size={WIDE} onOver={setOver} />
        </div>
        <div className="tablet:hidden">
          <Scatter rows={rows} front={front} size={NARROW} onOver={setOver} />
        </div>
        <p className="chart-read-out" aria-hidden="true">
          {over ? (
            <>
              <b>{over.name}</b>
              <span>
                {formatPercent(over.testAccuracy, 2, "")} {formatInterval(over.interval)}&nbsp;%
              </span>
              <span>{formatCount(over.parameters)} parameters</span>
            </>
          ) : (
            <span>Whiskers are 95&nbsp;% intervals.</span>
          )}
        </p>
      </Plate>
      <Plate title="Pareto front" className="mt-5!">
        <p className="sub mb-2.5">No model is both smaller and more accurate than these.</p>
        <ol>
          {[...front]
            .reverse()
            .slice(0, 6)
            .map((row) => (
              <li key={row.modelId} className="grid grid-cols-[64px_1fr] items-baseline border-b border-line py-2">
                <b className="text-lg text-accent-text">{formatPercent(row.testAccuracy, 2, "")}</b>
                <span className="min-w-0">
                  <Link className="block truncate text-sm font-medium hover:underline" href={`/models/${row.modelId}`}>
                    {row.name}
                  </Link>
                  <span className="caption block">{formatCount(row.parameters)} parameters</span>
                </span>
              </li>
            ))}
        </ol>
      </Plate>
    </div>
  );
}

type ScatterProps = AccuracyScatterProps & { size: PlotSize; onOver: (row: LeaderboardRow | null) => void };

/**
 * Filled green points form the Pareto front, open ones lie behind it, whiskers are 95 % intervals. The table below says
 * the same in words, so the drawing is one image to assistive technology.
 */
function Scatter({ rows, front, size, onOver }: ScatterProps) {
  const { points, steps, xTicks, yTicks } = layOutScatter(rows, front, size);
  const titleId = useId();
  const bottom = size.height - MARGIN.bottom;
  const right = size.width - MARGIN.right;
  return (
    <svg
      viewBox={`0 0 ${size.width} ${size.height}`}
      className="block h-auto w-full text-2xs"
      role="img"
      aria-labelledby={titleId}
    >
      <title id={titleId}>
        {`Test accuracy against parameters of ${rows.length} models; ${front.length} of them on the Pareto front.`}
      </title>
      {yTicks.map(({ y, label }) => (
        <g key={label}>
          <path d={`M${MARGIN.left} ${y}H${right}`} stroke="var(--line)" />
          <text x={MARGIN.left - 10} y={y + 4} textAnchor="end" fill="var(--ink-3)">
            {label}
          </text>
        </g>
      ))}
      {xTicks.map(({ x, label }) => (
        <text key={label} x={x} y={bottom + 20} textAnchor="middle" fill="var(--ink-3)">
          {label}
        </text>
      ))}
      <text x={right} y={size.height - 4} textAnchor="end" fill="var(--ink-3)">
        parameters, log scale
      </text>
      <path d={`M${MARGIN.left} ${bottom}H${right}`} stroke="var(--control)" />
      <path d={steps} fill="none" stroke="var(--accent)" strokeWidth="1.5" />
      {points.map(({ row, x, y, whisker, onFront }) => (
        <g key={row.modelId} onPointerEnter={() => onOver(row)} onPointerLeave={() => onOver(null)}>
          <path d={`M${x} ${whisker.top}V${whisker.bottom}`} stroke={onFront ? "var(--accent)" : "var(--ink-3)"} />
          <circle
            cx={x}
            cy={y}
            r="4.5"
            fill={onFront ? "var(--accent)" : "var(--paper)"}
            stroke={onFront ? "var(--paper)" : "var(--ink-2)"}
            strokeWidth="1.5"
          />
          <circle cx={x} cy={y} r="12" fill="transparent" />
        </g>
      ))}
    </svg>
  );
}
