"use client";
import { useMemo, useState } from "react";
import { Button } from "../../../_ui/button.tsx";
import { ParallelCoordinates, type ParallelLine } from "../../../_ui/chart/parallel-coordinates.tsx";
import { passes, placeAxis } from "../../../_ui/chart/parallel-layout.ts";
import { Plate } from "../../../_ui/plate.tsx";
import type { CompareView } from "../_view/compare-view.ts";
import type { ShownRun } from "../_view/compared-run.ts";
import { axisColumns, axisOf, axisValue, columnsOf, defaultAxes } from "../_view/quantities.ts";
import { AxesMenu } from "./axes-menu.tsx";
import type { ChangeView } from "./use-compare-view.ts";

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
        </>
      }
    >
      {columns.length < 2 ? (
        <p className="sub">Choose two axes or more.</p>
      ) : (
        <ParallelCoordinates
          title="Runs by what was chosen and what came of it"
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
