"use client";
import { type CSSProperties, useState } from "react";
import { type SweepField, valueText } from "#domain/sweeps/fields";
import { DrawingMenu } from "../../../../_ui/drawing-menu.tsx";
import { type MatrixCell, matrixDrawing } from "../../../../_ui/matrix-drawing.ts";
import { formatPercent } from "../../../../_ui/numbers.ts";
import { Plate } from "../../../../_ui/plate.tsx";
import { Select } from "../../../../_ui/select.tsx";
import { Table, Td, Th } from "../../../../_ui/table.tsx";
import { type Heat, heatNumbers, heatOf, type SweepRow } from "../../_view/sweep-rows.ts";

const MEANS = "Means of the best validation accuracy over all else that varies.";
/** The best cell has this much green, per cent; sweeps.css has the same. */
const STRONGEST_GREEN = 40;

type SweepHeatProps = {
  /** Of the sweep. */
  name: string;
  rows: readonly SweepRow[];
  fields: readonly SweepField[];
};

/** Mean best validation accuracy by two dimensions at once. */
export function SweepHeat({ name, rows, fields }: SweepHeatProps) {
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
        <>
          {fields.length > 2 && (
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
          )}
          {heat && (
            <DrawingMenu
              noun="the table by two fields"
              name={`${name}, by ${x.label} and ${y.label}`}
              draw={() => drawHeat(name, heat, x, y)}
              numbers={() => heatNumbers(heat, x, y)}
            />
          )}
        </>
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
                  return (
                    <Td
                      key={String(across)}
                      data-empty={mean === null}
                      className={isBest(heat, mean) ? "font-strong" : undefined}
                      style={{ "--share": shareOf(heat, mean) } as CSSProperties}
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
      <p className="caption mt-2">{MEANS}</p>
    </Plate>
  );
}

/** From the worst to the best of the table, 0..1. */
const shareOf = ({ low, high }: Heat, mean: number | null) => (mean === null ? 0 : (mean - low) / (high - low || 1));
const isBest = ({ high }: Heat, mean: number | null) => mean !== null && mean === high;

const drawHeat = (name: string, heat: Heat, x: SweepField, y: SweepField) =>
  matrixDrawing({
    title: `${name}: mean best validation accuracy, %`,
    note: `${MEANS} Rows: ${y.label}, columns: ${x.label}.`,
    columns: heat.xs.map(valueText),
    rows: heat.ys.map(valueText),
    cells: heat.cells.map((row) =>
      row.map(
        ({ mean }): MatrixCell => ({
          words: formatPercent(mean, 2, ""),
          colour: "green",
          mix: mean === null ? null : STRONGEST_GREEN * shareOf(heat, mean),
          strong: isBest(heat, mean),
        }),
      ),
    ),
  });

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
