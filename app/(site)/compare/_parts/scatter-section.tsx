"use client";
import { useMemo } from "react";
import type { RunColumn } from "#domain/runs/run-columns";
import { RunKey } from "../../../_ui/chart/run-key.tsx";
import { DrawingMenu } from "../../../_ui/drawing-menu.tsx";
import { PAPER_WIDTH, paperDrawing } from "../../../_ui/paper-drawing.tsx";
import { Plate } from "../../../_ui/plate.tsx";
import { Select } from "../../../_ui/select.tsx";
import { scatterNumbers } from "../_view/chart-numbers.ts";
import type { CompareView } from "../_view/compare-view.ts";
import type { ShownRun } from "../_view/compared-run.ts";
import { columnsOf, defaultScatter, numericColumns } from "../_view/quantities.ts";
import { RunScatter, ScatterDrawing, scatterKey } from "./run-scatter.tsx";
import type { ChangeView } from "./use-compare-view.ts";

type ScatterSectionProps = { runs: readonly ShownRun[]; view: CompareView; onChange: ChangeView };

/** Any two quantities of the runs against each other. */
export function ScatterSection({ runs, view, onChange }: ScatterSectionProps) {
  const offered = useMemo(() => numericColumns(runs), [runs]);
  const usual = useMemo(() => defaultScatter(runs), [runs]);
  const pick = (id: string | null, other: RunColumn | undefined) =>
    (id ? columnsOf([id], offered)[0] : undefined) ?? other;
  const x = pick(view.scatter.x, usual.x);
  const y = pick(view.scatter.y, usual.y);
  const shown = useMemo(() => runs.filter(({ slot }) => !view.hidden.has(slot)), [runs, view.hidden]);
  return (
    <Plate
      title="Scatter"
      tools={
        <div className="pair-choice">
          <QuantityChoice
            label="Upwards"
            offered={offered}
            value={y}
            onChoose={(id) => onChange((now) => ({ ...now, scatter: { ...now.scatter, y: id } }))}
          />
          <span className="caption">against</span>
          <QuantityChoice
            label="To the right"
            offered={offered}
            value={x}
            onChoose={(id) => onChange((now) => ({ ...now, scatter: { ...now.scatter, x: id } }))}
          />
          {x && y && (
            <DrawingMenu
              noun="the scatter"
              name={`comparison, ${y.label} against ${x.label}`}
              draw={() =>
                paperDrawing({
                  title: `${y.label} against ${x.label}`,
                  note: scatterKey(y),
                  charts: [
                    { chart: <RunKey runs={shown} width={PAPER_WIDTH} /> },
                    { chart: <ScatterDrawing runs={shown} x={x} y={y} width={PAPER_WIDTH} /> },
                  ],
                })
              }
              numbers={() => scatterNumbers(shown, x, y)}
            />
          )}
        </div>
      }
    >
      {x && y ? (
        <RunScatter runs={shown} x={x} y={y} />
      ) : (
        <p className="sub">None of these runs has measured anything yet.</p>
      )}
    </Plate>
  );
}

type QuantityChoiceProps = {
  label: string;
  offered: readonly RunColumn[];
  value: RunColumn | undefined;
  onChoose: (id: string) => void;
};

function QuantityChoice({ label, offered, value, onChoose }: QuantityChoiceProps) {
  return (
    <Select aria-label={label} value={value?.id ?? ""} onChange={(event) => onChoose(event.currentTarget.value)}>
      {[...Map.groupBy(offered, ({ group }) => group)].map(([group, columns]) => (
        <optgroup key={group} label={group}>
          {columns.map((column) => (
            <option key={column.id} value={column.id}>
              {column.label}
            </option>
          ))}
        </optgroup>
      ))}
    </Select>
  );
}
