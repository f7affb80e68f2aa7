"use client";
import { useRouter } from "next/navigation";
import { useMemo, useState } from "react";
import type { SweepPlan } from "#domain/sweeps/plan-fields";
import { ParallelCoordinates, type ParallelFilters } from "../../../../_ui/chart/parallel-coordinates.tsx";
import { Plate } from "../../../../_ui/plate.tsx";
import { bestRow, type SweepRow, sweepAxes, sweepLines } from "../../_view/sweep-rows.ts";

/** Every run as a line from its values to its result; coloured by the result, the best on top. */
export function SweepParallel({ plan, rows }: { plan: SweepPlan; rows: readonly SweepRow[] }) {
  const router = useRouter();
  const [filters, setFilters] = useState<ParallelFilters>({});
  const [hovered, setHovered] = useState<string | null>(null);
  const axes = useMemo(() => sweepAxes(plan), [plan]);
  const lines = useMemo(() => sweepLines(rows), [rows]);
  if (axes.length < 2) return null;
  return (
    <Plate title="What leads where" caption="a line per run, greener is better">
      <ParallelCoordinates
        title="Values of the runs against their best validation accuracy"
        axes={axes}
        lines={lines}
        best={bestRow(rows)?.run.id}
        filters={filters}
        onFilters={setFilters}
        hovered={hovered}
        onHover={setHovered}
        onSelect={(id) => router.push(`/runs/${id}`)}
      />
    </Plate>
  );
}
