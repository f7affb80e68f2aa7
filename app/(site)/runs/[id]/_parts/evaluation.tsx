"use client";
import type { RunDetail } from "../../_view/run-types.ts";
import { EvaluationTables } from "./evaluation-tables.tsx";
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
    <section id="evaluation" aria-label="Evaluation">
      <EvaluationTables name={name} confusion={confusion} classes={classes} cell={cell} onChoose={choose} />
    </section>
  );
}
