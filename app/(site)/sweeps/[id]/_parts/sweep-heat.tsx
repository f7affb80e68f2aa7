"use client";
import { type CSSProperties, useState } from "react";
import { type SweepField, valueText } from "#domain/sweeps/fields";
import { formatPercent } from "../../../../_ui/numbers.ts";
import { Plate } from "../../../../_ui/plate.tsx";
import { Select } from "../../../../_ui/select.tsx";
import { Table, Td, Th } from "../../../../_ui/table.tsx";
import { heatOf, type SweepRow } from "../../_view/sweep-rows.ts";

/** Mean best validation accuracy by two dimensions at once. */
export function SweepHeat({ rows, fields }: { rows: readonly SweepRow[]; fields: readonly SweepField[] }) {
  const [paths, setPaths] = useState([fields[0]?.path, fields[1]?.path]);
  const x = fields.find(({ path }) => path === paths[0]) ?? fields[0];
  const y = fields.find(({ path }) => path === paths[1] && path !== x?.path) ?? fields.find((field) => field !== x);
  if (!x || !y) return null;
  const heat = heatOf(rows, x, y);
  return (
    <Plate
      title="By two fields"
      unit="%"
      tools={
        fields.length > 2 && (
          <>
            <FieldSelect
              label="Field across"
              fields={fields}
              value={x.path}
              onChange={(path) => setPaths([path, y.path])}
            />
            <FieldSelect
              label="Field down"
              fields={fields.filter((field) => field !== x)}
              value={y.path}
              onChange={(path) => setPaths([x.path, path])}
            />
          </>
        )
      }
    >
      {heat ? (
        <Table caption={`Mean best validation accuracy by ${x.label} and ${y.label}`} dense className="sweep-heat">
          <thead>
            <tr>
              <Th>
                {y.label} <span className="unit">by {x.label}</span>
              </Th>
              {heat.xs.map((value) => (
                <Th key={String(value)} className="text-center!">
                  {valueText(value)}
                </Th>
              ))}
            </tr>
          </thead>
          <tbody>
            {heat.ys.map((value, row) => (
              <tr key={String(value)}>
                <th scope="row">{valueText(value)}</th>
                {heat.xs.map((across, column) => {
                  const mean = heat.cells[row]?.[column]?.mean ?? null;
                  const share = mean === null ? 0 : (mean - heat.low) / (heat.high - heat.low || 1);
                  return (
                    <Td
                      key={String(across)}
                      data-empty={mean === null}
                      className={mean !== null && mean === heat.high ? "font-strong" : undefined}
                      style={{ "--share": share } as CSSProperties}
                    >
                      {formatPercent(mean, 2, "")}
                    </Td>
                  );
                })}
              </tr>
            ))}
          </tbody>
        </Table>
      ) : (
        <p className="sub">These fields have too many values for a table; look at the lines above instead.</p>
      )}
      <p className="caption mt-2">Means of the best validation accuracy over all else that varies.</p>
    </Plate>
  );
}

type FieldSelectProps = {
  label: string;
  fields: readonly SweepField[];
  value: string;
  onChange: (path: string) => void;
};

function FieldSelect({ label, fields, value, onChange }: FieldSelectProps) {
  return (
    <span className="ml-2 w-36">
      <Select aria-label={label} value={value} onChange={({ target }) => onChange(target.value)}>
        {fields.map((field) => (
          <option key={field.path} value={field.path}>
            {field.label}
          </option>
        ))}
      </Select>
    </span>
  );
}
