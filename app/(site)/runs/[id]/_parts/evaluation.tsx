"use client";
import type { RunDetail } from "../../_view/run-types.ts";
import { ClassScoreTable } from "./class-score-table.tsx";
import { ConfusionPlate } from "./confusion-plate.tsx";
import { useChosenCell } from "./use-chosen-cell.ts";

type EvaluationProps = {
  run: Pick<RunDetail, "name" | "classes">;
  /** confusion[true class][predicted class] */
  confusion: readonly (readonly number[])[];
};

/** What the network tells apart and what it takes for what, down to the single picture. */
export function Evaluation({ run: { name, classes }, confusion }: EvaluationProps) {
  const [cell, choose] = useChosenCell(confusion, classes);
  return (
    <div className="grid items-start gap-x-10 desktop:grid-cols-[minmax(0,1.45fr)_minmax(0,1fr)]" id="evaluation">
      <ConfusionPlate name={name} confusion={confusion} classes={classes} cell={cell} onChoose={choose} />
      <ClassScoreTable name={name} confusion={confusion} classes={classes} />
    </div>
  );
}
