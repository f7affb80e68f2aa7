"use client";
import { memo, useId } from "react";
import type { Cost } from "#domain/models/leaderboard-view";
import { COST_AXES } from "../_view/cost-axis.ts";
import type { BoardPoint } from "../_view/row.ts";
import { layOutScatter, MARGIN, type PlotSize } from "../_view/scatter-layout.ts";

type ScatterPlotProps = {
  rows: readonly BoardPoint[];
  cost: Cost;
  size: PlotSize;
  onOver?: (row: BoardPoint | null) => void;
};

/**
 * Filled green points form the Pareto front, open ones lie behind it, whiskers are 95 % intervals. The table below says
 * the same in words, so the drawing is one image to assistive technology. Pointing at a point changes what stands below
 * the drawings, which need not be laid out again for that.
 */
export const ScatterPlot = memo(function ScatterPlot({ rows, cost, size, onOver }: ScatterPlotProps) {
  const { points, steps, names, xTicks, yTicks } = layOutScatter(rows, cost, size);
  const titleId = useId();
  const bottom = size.height - MARGIN.bottom;
  const right = size.width - MARGIN.right;
  // The front on top of what lies behind it.
  const layers = [...points].reverse();
  return (
    <svg
      viewBox={`0 0 ${size.width} ${size.height}`}
      className="block h-auto w-full text-2xs"
      role="img"
      aria-labelledby={titleId}
    >
      <title id={titleId}>
        {`Test accuracy against ${COST_AXES[cost].label} of ${rows.length} models; ${
          rows.filter(({ onFront }) => onFront).length
        } of them on the Pareto front.`}
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
        <g key={label}>
          <path d={`M${x} ${MARGIN.top}V${bottom}`} stroke="var(--line)" />
          <text x={x} y={bottom + 20} textAnchor="middle" fill="var(--ink-3)">
            {label}
          </text>
        </g>
      ))}
      <text x={right} y={size.height - 4} textAnchor="end" fill="var(--ink-3)">
        {COST_AXES[cost].axis}
      </text>
      <path d={`M${MARGIN.left} ${bottom}H${right}`} stroke="var(--control)" />
      <path d={steps} fill="none" stroke="var(--accent)" strokeWidth="1.5" />
      {layers.map(({ row, x, y, whisker }) => (
        <g key={row.modelId} onPointerEnter={() => onOver?.(row)} onPointerLeave={() => onOver?.(null)}>
          <path d={`M${x} ${whisker.top}V${whisker.bottom}`} stroke={row.onFront ? "var(--accent)" : "var(--ink-3)"} />
          <circle
            cx={x}
            cy={y}
            r="4.5"
            fill={row.onFront ? "var(--accent)" : "var(--paper)"}
            stroke={row.onFront ? "var(--paper)" : "var(--ink-2)"}
            strokeWidth="1.5"
          />
          <circle cx={x} cy={y} r="12" fill="transparent" />
        </g>
      ))}
      {names.map(({ x, y, text, anchor }) => (
        <text
          key={`${text} ${x}`}
          x={x}
          y={y}
          textAnchor={anchor}
          fill="var(--ink)"
          stroke="var(--paper)"
          strokeWidth="3"
          paintOrder="stroke"
          pointerEvents="none"
        >
          {text}
        </text>
      ))}
    </svg>
  );
});
