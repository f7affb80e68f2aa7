"use client";
import { useState } from "react";
import { csvText } from "#domain/export/csv";
import type { SweepField } from "#domain/sweeps/fields";
import { Button, ButtonLink } from "../../../../_ui/button.tsx";
import { Plate } from "../../../../_ui/plate.tsx";
import { saveText } from "../../../../_ui/save-text.ts";
import { SortTh, Table, Th } from "../../../../_ui/table.tsx";
import { sparklineDomain } from "../../../experiments/_view/sparkline-domain.ts";
import {
  bestRow,
  type Sort,
  type SortKey,
  type SweepRow,
  sortRows,
  sweepNumbers,
  topRows,
} from "../../_view/sweep-rows.ts";
import { TrialRow } from "./trial-row.tsx";

/** Runs that are put side by side by one press. */
const COMPARED = 5;
/** Columns whose greatest value is looked for first. */
const FALLING: readonly SortKey[] = ["validation", "test"];

type TrialTableProps = {
  name: string;
  rows: readonly SweepRow[];
  fields: readonly SweepField[];
  hasSeeds: boolean;
};

/** The runs with their values and results. */
export function TrialTable({ name, rows, fields, hasSeeds }: TrialTableProps) {
  const [sort, setSort] = useState<Sort>({ by: "trial", order: "asc" });
  const head = (by: SortKey) => ({
    order: sort.by === by ? sort.order : undefined,
    onSort: () => {
      const first = FALLING.includes(by) ? "desc" : "asc";
      const other = first === "asc" ? "desc" : "asc";
      setSort({ by, order: sort.by === by && sort.order === first ? other : first });
    },
  });
  const domain = sparklineDomain(rows.map(({ run }) => run));
  const saveTable = () => {
    const table = sweepNumbers(fields, rows);
    saveText(csvText(table.head, table.rows), name, "csv");
  };
  const best = bestRow(rows);
  const top = topRows(rows, COMPARED);
  return (
    <Plate
      title="Runs"
      className="sweep-runs"
      tools={
        <>
          {top.length > 1 && (
            <ButtonLink
              size="sm"
              variant="plain"
              icon="layers"
              href={`/compare?runs=${top.map(({ run }) => run.id).join(",")}`}
            >
              Compare the best {top.length}
            </ButtonLink>
          )}
          {best && (
            <ButtonLink size="sm" variant="plain" icon="retry" href={`/experiments/new?from=${best.run.id}`}>
              Launch the best again
            </ButtonLink>
          )}
          <Button size="sm" variant="plain" icon="download" onClick={saveTable}>
            CSV
          </Button>
        </>
      }
    >
      <Table caption="Runs of the sweep" className="max-tablet:block">
        <thead className="max-tablet:sr-only">
          <tr>
            <SortTh {...head("trial")}>Run</SortTh>
            <SortTh {...head("state")}>State</SortTh>
            {fields.map(({ path, label, kind }) => (
              <SortTh key={path} numeric={kind !== "choice"} {...head(`value:${path}`)}>
                {label}
              </SortTh>
            ))}
            {hasSeeds && <Th numeric>Seed</Th>}
            <Th>Validation</Th>
            <SortTh numeric {...head("validation")}>
              Best val., %
            </SortTh>
            <SortTh numeric {...head("test")}>
              Test, %
            </SortTh>
            <SortTh numeric {...head("duration")}>
              Duration
            </SortTh>
          </tr>
        </thead>
        <tbody className="max-tablet:block">
          {sortRows(rows, sort).map((row) => (
            <TrialRow
              key={row.run.id}
              row={row}
              fields={fields}
              hasSeeds={hasSeeds}
              domain={domain}
              isBest={row === best}
            />
          ))}
        </tbody>
      </Table>
    </Plate>
  );
}
