"use client";
import { useState } from "react";
import { type ClassScore, classScores, meanScore } from "#domain/evaluation/class-scores";
import { IconButton } from "../../../../_ui/button.tsx";
import { Meter } from "../../../../_ui/meter.tsx";
import { formatPercent } from "../../../../_ui/numbers.ts";
import { Plate } from "../../../../_ui/plate.tsx";
import { saveText } from "../../../../_ui/save-text.ts";
import { type SortOrder, SortTh, Table, Td } from "../../../../_ui/table.tsx";
import { classScoresCsv } from "../_view/evaluation-numbers.ts";

type Column = "name" | "precision" | "recall" | "f1";
const COLUMNS = [
  { by: "name", title: "Class" },
  { by: "precision", title: "Precision" },
  { by: "recall", title: "Recall" },
  { by: "f1", title: "F1" },
] as const satisfies readonly { by: Column; title: string }[];

const percent = (fraction: number | null) => formatPercent(fraction, 1, "");

/** Rows in the order asked for; a precision that is not defined comes last either way. */
function sorted(scores: readonly ClassScore[], by: Column, order: SortOrder): ClassScore[] {
  const sign = order === "asc" ? 1 : -1;
  return [...scores].sort((a, b) => {
    if (by === "name") return sign * a.name.localeCompare(b.name);
    const [x, y] = [a[by], b[by]];
    if (x === null || y === null) return Number(x === null) - Number(y === null);
    return sign * (x - y);
  });
}

type ClassScoreTableProps = {
  /** Of the run. */
  name: string;
  confusion: readonly (readonly number[])[];
  classes: readonly string[];
};

/** Precision, recall and F1 of each class, sorted by whichever one asks. */
export function ClassScoreTable({ name, confusion, classes }: ClassScoreTableProps) {
  const [{ by, order }, setSort] = useState<{ by: Column; order: SortOrder }>({ by: "f1", order: "desc" });
  const scores = sorted(classScores(confusion, classes), by, order);
  const mean = meanScore(scores);
  const sortBy = (column: Column) => {
    const first = column === "name" ? "asc" : "desc";
    const other = first === "asc" ? "desc" : "asc";
    setSort({ by: column, order: by === column && order === first ? other : first });
  };
  return (
    <Plate
      title="Per class"
      unit="%"
      tools={
        <IconButton
          icon="download"
          label="Save the scores as CSV"
          onClick={() => saveText(classScoresCsv(scores), `${name}, per class`, "csv")}
        />
      }
    >
      <Table caption="Precision, recall and F1 per class" dense>
        <thead>
          <tr>
            {COLUMNS.map((column) => (
              <SortTh
                key={column.by}
                numeric={column.by !== "name"}
                order={column.by === by ? order : undefined}
                onSort={() => sortBy(column.by)}
              >
                {column.title}
              </SortTh>
            ))}
            <th scope="col" className="w-[28%] max-tablet:hidden">
              <span className="sr-only">F1 as a bar</span>
            </th>
          </tr>
        </thead>
        <tbody>
          {scores.map(({ name: label, precision, recall, f1 }) => (
            <tr key={label}>
              <Td>{label}</Td>
              <Td numeric>{percent(precision)}</Td>
              <Td numeric>{percent(recall)}</Td>
              <Td numeric className="font-medium">
                {percent(f1)}
              </Td>
              <Td className="max-tablet:hidden">
                <Meter share={f1} />
              </Td>
            </tr>
          ))}
        </tbody>
        <tfoot>
          <tr>
            <td>mean</td>
            <Td numeric>{percent(mean.precision)}</Td>
            <Td numeric>{percent(mean.recall)}</Td>
            <Td numeric>{percent(mean.f1)}</Td>
            <td className="max-tablet:hidden" />
          </tr>
        </tfoot>
      </Table>
    </Plate>
  );
}
