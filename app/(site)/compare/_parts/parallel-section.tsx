"use client";
import { useMemo, useState } from "react";
import { Button } from "../../../_ui/button.tsx";
import { ParallelCoordinates, ParallelDrawing, type ParallelLine } from "../../../_ui/chart/parallel-coordinates.tsx";
import { passes, placeAxis } from "../../../_ui/chart/parallel-layout.ts";
import { RunKey } from "../../../_ui/chart/run-key.tsx";
import { DrawingMenu } from "../../../_ui/drawing-menu.tsx";
import { PAPER_WIDTH, paperDrawing } from "../../../_ui/paper-drawing.tsx";
import { Plate } from "../../../_ui/plate.tsx";
import { chartNumbers } from "../_view/chart-numbers.ts";
import type { CompareView } from "../_view/compare-view.ts";
import type { ShownRun } from "../_view/compared-run.ts";
import { axisColumns, axisOf, axisValue, columnsOf, defaultAxes } from "../_view/quantities.ts";
import { AxesMenu } from "./axes-menu.tsx";
import type { ChangeView } from "./use-compare-view.ts";

const TITLE = "Runs by what was chosen and what came of it";

type ParallelSectionProps = { runs: readonly ShownRun[]; view: CompareView; onChange: ChangeView };

/** What was chosen for each run and what came of it, an axis each. Ranges along the axes keep some of the runs. */
export function ParallelSection({ runs, view, onChange }: ParallelSectionProps) {
  const [hovered, setHovered] = useState<string | null>(null);
  const offered = useMemo(() => axisColumns(runs), [runs]);
  const columns = useMemo(
    () => (view.axes ? columnsOf(view.axes, offered) : defaultAxes(runs)),
    [view.axes, offered, runs],
  );
  const shown = useMemo(() => runs.filter(({ slot }) => !view.hidden.has(slot)), [runs, view.hidden]);
  const axes = useMemo(() => columns.map((column) => axisOf(runs, column)), [columns, runs]);
  const lines = useMemo(
    (): ParallelLine[] =>
      shown.map((run) => ({
        id: run.id,
        label: run.label,
        values: Object.fromEntries(columns.map((column) => [column.id, axisValue(run, column)])),
        color: { slot: run.slot },
      })),
    [shown, columns],
  );
  const placed = axes.map((axis) => placeAxis(axis, lines));
  const outside = lines.filter((line) => !passes(line, placed, view.ranges));
  const hideOutside = () => {
    const slots = shown.filter(({ id }) => outside.some((line) => line.id === id)).map(({ slot }) => slot);
    onChange((now) => ({ ...now, hidden: new Set([...now.hidden, ...slots]), ranges: {} }));
  };
  const draw = () =>
    paperDrawing({
      title: TITLE,
      note: outside.length > 0 ? "Faint: outside the chosen ranges." : undefined,
      charts: [
        { chart: <RunKey runs={shown} width={PAPER_WIDTH} /> },
        {
          chart: <ParallelDrawing title={TITLE} axes={axes} lines={lines} filters={view.ranges} width={PAPER_WIDTH} />,
        },
      ],
    });
  return (
    <Plate
      title="Parallel coordinates"
      tools={
        <>
          {outside.length > 0 && outside.length < lines.length && (
            <Button variant="plain" size="sm" icon="eye-off" onClick={hideOutside}>
              Hide the other {outside.length}
            </Button>
          )}
          <AxesMenu
            offered={offered}
            chosen={columns}
            onChoose={(ids) => onChange((now) => ({ ...now, axes: ids }))}
            onReset={() => onChange((now) => ({ ...now, axes: null, ranges: {} }))}
          />
          {columns.length >= 2 && (
            <DrawingMenu
              noun="the parallel coordinates"
              name="comparison, parallel coordinates"
              draw={draw}
              numbers={() => chartNumbers(shown, columns)}
            />
          )}
        </>
      }
    >
      {columns.length < 2 ? (
        <p className="sub">Choose two axes or more.</p>
      ) : (
        <ParallelCoordinates
          title={TITLE}
          axes={axes}
          lines={lines}
          filters={view.ranges}
          onFilters={(ranges) => onChange((now) => ({ ...now, ranges }))}
          hovered={hovered}
          onHover={setHovered}
        />
      )}
    </Plate>
  );
}
