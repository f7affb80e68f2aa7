"use client";
import { memo, type PointerEvent, useId } from "react";
import type { BoardPoint } from "#domain/models/board-points";
import type { Cost } from "#domain/models/leaderboard-view";
import { COST_AXES } from "../_view/cost-axis.ts";
import { layOutScatter, MARGIN, nearestPoint, type PlotSize, type ScatterPoint } from "../_view/scatter-layout.ts";

type ScatterPlotProps = {
  rows: readonly BoardPoint[];
  cost: Cost;
  size: PlotSize;
  onOver?: (row: BoardPoint | null) => void;
};

/** How far from a point a pointer still means it. */
const REACH = 14;

/**
 * Filled green points form the Pareto front, those behind it are open, or small where they are many; whiskers are 95 %
 * intervals. The table below says the same in words, so the drawing is one image to assistive technology. Pointing at a
 * point changes what stands below the drawings, which need not be laid out again for that.
 */
export const ScatterPlot = memo(function ScatterPlot({ rows, cost, size, onOver }: ScatterPlotProps) {
  const { points, crowded, steps, names, xTicks, yTicks } = layOutScatter(rows, cost, size);
  const titleId = useId();
  const front = points.filter(({ row }) => row.onFront);
  const behind = points.filter(({ row }) => !row.onFront);
  const bottom = size.height - MARGIN.bottom;
  const right = size.width - MARGIN.right;
  const point = ({ currentTarget, clientX, clientY }: PointerEvent<SVGSVGElement>) => {
    const { left, top, width } = currentTarget.getBoundingClientRect();
    const unit = size.width / width;
    const place = { x: (clientX - left) * unit, y: (clientY - top) * unit };
    onOver?.(nearestPoint(points, place, REACH)?.row ?? null);
  };
  return (
    <svg
      viewBox={`0 0 ${size.width} ${size.height}`}
      className="block h-auto w-full text-2xs"
      role="img"
      onPointerMove={point}
      onPointerDown={point}
      onPointerLeave={() => onOver?.(null)}
      aria-labelledby={titleId}
    >
      <title id={titleId}>
        {`Test accuracy against ${COST_AXES[cost].label} of ${rows.length} models; ${
          front.length
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
      {!crowded && <Whiskers points={behind} line="var(--ink-3)" />}
      <Dots
        points={behind}
        radius={crowded ? 2.5 : 4.5}
        dot={crowded ? "var(--ink-3)" : "var(--paper)"}
        ring={crowded ? "var(--paper)" : "var(--ink-2)"}
      />
      <path d={steps} fill="none" stroke="var(--accent)" strokeWidth="1.5" />
      <Whiskers points={front} line="var(--accent)" />
      <Dots points={front} radius={4.5} dot="var(--accent)" ring="var(--paper)" />
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

type Points = { points: readonly ScatterPoint<BoardPoint>[] };

/** All as one path: hundreds of elements take long to write and to keep. */
const Whiskers = ({ points, line }: Points & { line: string }) => (
  <path d={points.map(({ x, whisker }) => `M${x} ${whisker.top}V${whisker.bottom}`).join("")} stroke={line} />
);

/** All as the corners of one path, for the same reason. */
function Dots({ points, radius, dot, ring }: Points & { radius: number; dot: string; ring: string }) {
  const id = useId();
  const marker = `url(#${id})`;
  return (
    <>
      <marker id={id} viewBox="-6 -6 12 12" markerWidth="12" markerHeight="12" markerUnits="userSpaceOnUse">
        <circle r={radius} fill={dot} stroke={ring} strokeWidth={radius / 3} />
      </marker>
      <path
        d={points.map(({ x, y }, index) => `${index === 0 ? "M" : "L"}${x} ${y}`).join("")}
        fill="none"
        markerStart={marker}
        markerMid={marker}
        markerEnd={marker}
      />
    </>
  );
}
