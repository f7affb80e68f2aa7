"use client";
import clsx from "clsx";
import { useMemo } from "react";
import { IconButton } from "../../../_ui/button.tsx";
import { Plate } from "../../../_ui/plate.tsx";
import { saveText } from "../../../_ui/save-text.ts";
import { Table, Th } from "../../../_ui/table.tsx";
import type { ShownRun } from "../_view/compared-run.ts";
import { parameterRows } from "../_view/parameter-rows.ts";
import { parametersCsv } from "../_view/tables-csv.ts";
import { RunName } from "./run-name.tsx";
import type { ChangeView } from "./use-compare-view.ts";

type ParameterTableProps = { runs: readonly ShownRun[]; identical: boolean; onChange: ChangeView };

/** What the runs were told to do; by default only where they differ. */
export function ParameterTable({ runs, identical, onChange }: ParameterTableProps) {
  const rows = useMemo(() => parameterRows(runs), [runs]);
  const same = rows.filter((row) => row.identical).length;
  const shown = identical ? rows : rows.filter((row) => !row.identical);
  return (
    <Plate
      title="What differs"
      tools={
        <>
          <label className="check-label">
            <input
              type="checkbox"
              className="switch"
              checked={!identical}
              onChange={() => onChange((view) => ({ ...view, identical: !view.identical }))}
            />
            <span>Hide the {same} identical</span>
          </label>
          <IconButton
            icon="download"
            label="Save the parameters as CSV"
            onClick={() => saveText(parametersCsv(rows, runs), "parameters", "csv")}
          />
        </>
      }
    >
      {shown.length === 0 ? (
        <p className="sub">Nothing: these runs were told to do the same, on the same machine.</p>
      ) : (
        <Table caption="Parameters of the runs" dense wide className="compare-table">
          <thead>
            <tr>
              <Th>Parameter</Th>
              {runs.map((run) => (
                <Th key={run.id}>
                  <RunName run={run} />
                </Th>
              ))}
            </tr>
          </thead>
          <tbody>
            {shown.map(({ key, label, values, odd }) => (
              <tr key={key}>
                <th scope="row" className="quiet">
                  {label}
                </th>
                {runs.map((run, index) => (
                  <td key={run.id} className={clsx(odd[index] ? "font-medium" : "quiet")}>
                    {values[index]}
                  </td>
                ))}
              </tr>
            ))}
          </tbody>
        </Table>
      )}
    </Plate>
  );
}
