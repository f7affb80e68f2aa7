"use client";
import type { MeanDeviation } from "#domain/statistics/mean-deviation";
import { type SweepField, valueText } from "#domain/sweeps/fields";
import { formatInterval, formatPercent } from "../../../../_ui/numbers.ts";
import { Plate } from "../../../../_ui/plate.tsx";
import { Table, Td, Th } from "../../../../_ui/table.tsx";
import { overSeeds, type SweepRow } from "../../_view/sweep-rows.ts";

/** Each combination as mean and standard deviation over its seeds. */
export function OverSeeds({ rows, fields }: { rows: readonly SweepRow[]; fields: readonly SweepField[] }) {
  const configurations = overSeeds(rows);
  return (
    <Plate title="Over the seeds" caption="mean ± standard deviation">
      <Table caption="Combinations over their seeds" dense>
        <thead>
          <tr>
            {fields.map(({ path, label, kind }) => (
              <Th key={path} numeric={kind !== "choice"}>
                {label}
              </Th>
            ))}
            <Th numeric>Runs</Th>
            <Th numeric>Best val., %</Th>
            <Th numeric>Test, %</Th>
          </tr>
        </thead>
        <tbody>
          {configurations.map(({ configuration, values, validation, test }, index) => (
            <tr key={configuration}>
              {fields.map(({ path, kind }) => (
                <Td key={path} numeric={kind !== "choice"}>
                  {valueText(values[path] ?? "")}
                </Td>
              ))}
              <Td numeric className="quiet">
                {validation?.count ?? 0}
              </Td>
              <Td numeric className={index === 0 && validation ? "best" : undefined}>
                <Spread value={validation} />
              </Td>
              <Td numeric>
                <Spread value={test} />
              </Td>
            </tr>
          ))}
        </tbody>
      </Table>
    </Plate>
  );
}

function Spread({ value }: { value: MeanDeviation | null }) {
  if (!value) return <span className="faint">–</span>;
  return (
    <>
      {formatPercent(value.mean, 2, "")} <span className="unit">{formatInterval(value.deviation)}</span>
    </>
  );
}
