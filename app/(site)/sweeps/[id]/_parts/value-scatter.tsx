"use client";
import { useId, useState } from "react";
import type { SweepField } from "#domain/sweeps/fields";
import type { SweepPlan } from "#domain/sweeps/plan-fields";
import { type ParallelAxis, placeAxis } from "../../../../_ui/chart/parallel-layout.ts";
import { DrawingMenu } from "../../../../_ui/drawing-menu.tsx";
import { paperDrawing } from "../../../../_ui/paper-drawing.tsx";
import { Plate } from "../../../../_ui/plate.tsx";
import { Segmented } from "../../../../_ui/segmented.tsx";
import { bestRow, type SweepRow, sweepAxes, sweepLines, sweepNumbers } from "../../_view/sweep-rows.ts";

type Size = { width: number; height: number };
/** Two drawings instead of one that is scaled, so that its words are readable on a phone. */
const WIDE: Size = { width: 620, height: 292 };
const NARROW: Size = { width: 358, height: 240 };
const MARGIN = { left: 40, right: 20, top: 14, bottom: 44 } as const;

/** Pixels between the outermost points and the ends of the axis. */
const INSET = 18;

type ValueScatterProps = {
  /** Of the sweep. */
  name: string;
  rows: readonly SweepRow[];
  plan: SweepPlan;
  fields: readonly SweepField[];
};

/** Best validation accuracy by the values of one dimension. The table below says the same in numbers. */
export function ValueScatter({ name, rows, plan, fields }: ValueScatterProps) {
  const axes = sweepAxes(plan);
  const result = axes.at(-1);
  const choices = axes.slice(0, -1);
  const [key, setKey] = useState(choices[0]?.key);
  const chosen = choices.find((axis) => axis.key === key) ?? choices[0];
  if (!chosen || !result) return null;
  return (
    <Plate
      title="By one field"
      tools={
        <>
          {choices.length > 1 && (
            <Segmented
              label="Field across"
              options={choices.map((axis) => ({ value: axis.key, label: axis.label }))}
              value={chosen.key}
              onChange={setKey}
              className="mr-1"
            />
          )}
          <DrawingMenu
            noun="the chart by one field"
            name={`${name}, by ${chosen.label}`}
            draw={() =>
              paperDrawing({
                title: `${name}: best validation accuracy, %, by ${chosen.label}`,
                note: "A point per run; green: the best.",
                charts: [{ chart: <Drawing rows={rows} across={chosen} result={result} size={WIDE} /> }],
              })
            }
            numbers={() => sweepNumbers(fields, rows)}
          />
        </>
      }
    >
      <div className="max-tablet:hidden">
        <Drawing rows={rows} across={chosen} result={result} size={WIDE} />
      </div>
      <div className="tablet:hidden">
        <Drawing rows={rows} across={chosen} result={result} size={NARROW} />
      </div>
    </Plate>
  );
}

type DrawingProps = { rows: readonly SweepRow[]; across: ParallelAxis; result: ParallelAxis; size: Size };

function Drawing({ rows, across, result, size: { width, height } }: DrawingProps) {
  const titleId = useId();
  const lines = sweepLines(rows);
  const x = placeAxis(across, lines);
  const y = placeAxis(result, lines);
  const toX = (share: number) => MARGIN.left + INSET + share * (width - MARGIN.left - MARGIN.right - 2 * INSET);
  const toY = (share: number) => MARGIN.top + (1 - share) * (height - MARGIN.top - MARGIN.bottom);
  const best = bestRow(rows)?.run.id;
  const points = lines.flatMap((line) => {
    const [right, up] = [x.toShare(line.values[x.key] ?? null), y.toShare(line.values[y.key] ?? null)];
    return right === null || up === null ? [] : [{ id: line.id, label: line.label, cx: toX(right), cy: toY(up) }];
  });
  return (
    <svg
      viewBox={`0 0 ${width} ${height}`}
      className="block h-auto w-full text-2xs"
      role="img"
      aria-labelledby={titleId}
    >
      <title id={titleId}>{`Best validation accuracy in per cent by ${across.label} of ${points.length} runs.`}</title>
      {y.ticks.map(({ share, label }) => (
        <g key={share}>
          <path d={`M${MARGIN.left} ${toY(share)}H${width - MARGIN.right}`} stroke="var(--line)" />
          <text x={MARGIN.left - 8} y={toY(share) + 4} textAnchor="end" fill="var(--ink-3)">
            {label}
          </text>
        </g>
      ))}
      <path d={`M${MARGIN.left} ${toY(0)}H${width - MARGIN.right}`} stroke="var(--control)" />
      {x.ticks.map(({ share, label }) => (
        <text key={share} x={toX(share)} y={toY(0) + 18} textAnchor="middle" fill="var(--ink-3)">
          {label}
        </text>
      ))}
      <text x={width - MARGIN.right} y={height - 6} textAnchor="end" fill="var(--ink-3)">
        {across.kind === "log" ? `${across.label}, log scale` : across.label}
      </text>
      {points.map(({ id, label, cx, cy }) => (
        <circle
          key={id}
          cx={cx}
          cy={cy}
          r="4.5"
          fill={id === best ? "var(--accent)" : "var(--paper)"}
          stroke={id === best ? "var(--paper)" : "var(--ink-2)"}
          strokeWidth="1.5"
        >
          <title>{label}</title>
        </circle>
      ))}
    </svg>
  );
}
