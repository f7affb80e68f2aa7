"use client";
import { useRouter } from "next/navigation";
import { useMemo, useState } from "react";
import type { SweepField } from "#domain/sweeps/fields";
import type { SweepPlan } from "#domain/sweeps/plan-fields";
import {
  ParallelCoordinates,
  ParallelDrawing,
  type ParallelFilters,
} from "../../../../_ui/chart/parallel-coordinates.tsx";
import { DrawingMenu } from "../../../../_ui/drawing-menu.tsx";
import { PAPER_WIDTH, paperDrawing } from "../../../../_ui/paper-drawing.tsx";
import { Plate } from "../../../../_ui/plate.tsx";
import { bestRow, type SweepRow, sweepAxes, sweepLines, sweepNumbers } from "../../_view/sweep-rows.ts";

const TITLE = "Values of the runs against their best validation accuracy";

type SweepParallelProps = {
  /** Of the sweep. */
  name: string;
  plan: SweepPlan;
  rows: readonly SweepRow[];
  fields: readonly SweepField[];
};

/** Every run as a line from its values to its result; coloured by the result, the best on top. */
export function SweepParallel({ name, plan, rows, fields }: SweepParallelProps) {
  const router = useRouter();
  const [filters, setFilters] = useState<ParallelFilters>({});
  const [hovered, setHovered] = useState<string | null>(null);
  const axes = useMemo(() => sweepAxes(plan), [plan]);
  const lines = useMemo(() => sweepLines(rows), [rows]);
  if (axes.length < 2) return null;
  const best = bestRow(rows)?.run.id;
  const chart = { title: TITLE, axes, lines, best, filters };
  return (
    <Plate
      title="What leads where"
      caption="a line per run, greener is better"
      tools={
        <DrawingMenu
          noun="the parallel coordinates"
          name={`${name}, parallel coordinates`}
          draw={() =>
            paperDrawing({
              title: `${name}: values of the runs against their best validation accuracy`,
              note: `A line per run, greener is better.${Object.keys(filters).length > 0 ? " Faint: outside the chosen ranges." : ""}`,
              charts: [{ chart: <ParallelDrawing {...chart} width={PAPER_WIDTH} /> }],
            })
          }
          numbers={() => sweepNumbers(fields, rows)}
        />
      }
    >
      <ParallelCoordinates
        {...chart}
        onFilters={setFilters}
        hovered={hovered}
        onHover={setHovered}
        onSelect={(id) => router.push(`/runs/${id}`)}
      />
    </Plate>
  );
}
