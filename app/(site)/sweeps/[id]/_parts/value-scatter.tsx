"use client";
import { useId, useState } from "react";
import type { SweepPlan } from "#domain/sweeps/plan-fields";
import { placeAxis } from "../../../../_ui/chart/parallel-layout.ts";
import { Plate } from "../../../../_ui/plate.tsx";
import { Segmented } from "../../../../_ui/segmented.tsx";
import { bestRow, type SweepRow, sweepAxes, sweepLines } from "../../_view/sweep-rows.ts";

const WIDTH = 560;
const HEIGHT = 292;
const MARGIN = { left: 40, right: 20, top: 14, bottom: 44 } as const;

/** Best validation accuracy by the values of one dimension. The table below says the same in numbers. */
export function ValueScatter({ rows, plan }: { rows: readonly SweepRow[]; plan: SweepPlan }) {
  const titleId = useId();
  const axes = sweepAxes(plan);
  const result = axes.at(-1);
  const choices = axes.slice(0, -1);
  const [key, setKey] = useState(choices[0]?.key);
  const chosen = choices.find((axis) => axis.key === key) ?? choices[0];
  if (!chosen || !result) return null;
  const lines = sweepLines(rows);
  const x = placeAxis(chosen, lines);
  const y = placeAxis(result, lines);
  const toX = (share: number) => MARGIN.left + share * (WIDTH - MARGIN.left - MARGIN.right);
  const toY = (share: number) => MARGIN.top + (1 - share) * (HEIGHT - MARGIN.top - MARGIN.bottom);
  const best = bestRow(rows)?.run.id;
  const points = lines.flatMap((line) => {
    const [across, up] = [x.toShare(line.values[x.key] ?? null), y.toShare(line.values[y.key] ?? null)];
    return across === null || up === null ? [] : [{ id: line.id, label: line.label, cx: toX(across), cy: toY(up) }];
  });
  return (
    <Plate
      title="By one field"
      tools={
        choices.length > 1 && (
          <Segmented
            label="Field across"
            options={choices.map((axis) => ({ value: axis.key, label: axis.label }))}
            value={chosen.key}
            onChange={setKey}
          />
        )
      }
    >
      <svg
        viewBox={`0 0 ${WIDTH} ${HEIGHT}`}
        className="block h-auto w-full text-2xs"
        role="img"
        aria-labelledby={titleId}
      >
        <title
          id={titleId}
        >{`Best validation accuracy in per cent by ${chosen.label} of ${points.length} runs.`}</title>
        {y.ticks.map(({ share, label }) => (
          <g key={label}>
            <path d={`M${MARGIN.left} ${toY(share)}H${WIDTH - MARGIN.right}`} stroke="var(--line)" />
            <text x={MARGIN.left - 8} y={toY(share) + 4} textAnchor="end" fill="var(--ink-3)">
              {label}
            </text>
          </g>
        ))}
        <path d={`M${MARGIN.left} ${toY(0)}H${WIDTH - MARGIN.right}`} stroke="var(--control)" />
        {x.ticks.map(({ share, label }) => (
          <text key={label} x={toX(share)} y={toY(0) + 18} textAnchor="middle" fill="var(--ink-3)">
            {label}
          </text>
        ))}
        <text x={WIDTH - MARGIN.right} y={HEIGHT - 6} textAnchor="end" fill="var(--ink-3)">
          {chosen.kind === "log" ? `${chosen.label}, log scale` : chosen.label}
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
    </Plate>
  );
}
