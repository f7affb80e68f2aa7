import type { Cell } from "../_view/chosen-cell.ts";
import { ClassScoreTable } from "./class-score-table.tsx";
import { ConfusionPlate } from "./confusion-plate.tsx";

type EvaluationTablesProps = {
  /** Of what was tested; files that are saved are named by it. */
  name: string;
  /** confusion[true class][predicted class] */
  confusion: readonly (readonly number[])[];
  classes: readonly string[];
  cell?: Cell | null;
  /** Left out where the pictures behind a cell are not to be had. */
  onChoose?: (cell: Cell) => void;
};

/** Which classes a network tells apart, and which it takes for each other. */
export function EvaluationTables({ name, confusion, classes, cell = null, onChoose }: EvaluationTablesProps) {
  return (
    <div className="grid items-start gap-x-10 desktop:grid-cols-[minmax(0,1.45fr)_minmax(0,1fr)]">
      <ConfusionPlate name={name} confusion={confusion} classes={classes} cell={cell} onChoose={onChoose} />
      <ClassScoreTable name={name} confusion={confusion} classes={classes} />
    </div>
  );
}
