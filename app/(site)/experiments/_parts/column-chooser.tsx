"use client";
import { useState } from "react";
import { AGGREGATES, METRIC_IDS, METRICS } from "#domain/runs/metrics";
import { findRunColumn, metricColumnId, RUN_COLUMNS, type RunColumn } from "#domain/runs/run-columns";
import { Button, IconButton } from "../../../_ui/button.tsx";
import { Checkbox } from "../../../_ui/checkbox.tsx";
import { Dialog } from "../../../_ui/dialog.tsx";
import { COLUMNS_MAX, DEFAULT_COLUMNS, FIXED_COLUMNS } from "../_view/list-view.ts";

type ColumnChooserProps = {
  columns: readonly string[];
  onChange: (columns: readonly string[]) => void;
  onClose: () => void;
};

const GROUPS = [
  ...Map.groupBy(
    RUN_COLUMNS.filter(({ id, group }) => group !== "Metrics" && !FIXED_COLUMNS.includes(id)),
    ({ group }) => group,
  ),
];

/** Which columns the table has and in which order; what is changed is seen behind the dialog at once. */
export function ColumnChooser({ columns: given, onChange, onClose }: ColumnChooserProps) {
  // The address follows a moment later; what was ticked stays ticked meanwhile.
  const [columns, setColumns] = useState(given);
  const change = (next: readonly string[]) => {
    setColumns(next);
    onChange(next);
  };
  const full = columns.length >= COLUMNS_MAX;
  const toggle = (id: string) => change(columns.includes(id) ? columns.filter((one) => one !== id) : [...columns, id]);
  const move = (index: number, by: -1 | 1) => {
    const next = [...columns];
    const [moved] = next.splice(index, 1);
    if (moved) next.splice(index + by, 0, moved);
    change(next);
  };
  const box = (column: RunColumn, labelled: boolean) => (
    <Checkbox
      key={column.id}
      {...(labelled ? { label: column.label } : { "aria-label": column.label })}
      checked={columns.includes(column.id)}
      disabled={full && !columns.includes(column.id)}
      onChange={() => toggle(column.id)}
    />
  );
  return (
    <Dialog
      open
      onOpenChange={(open) => !open && onClose()}
      title="Columns"
      description={full ? `A table has at most ${COLUMNS_MAX} columns.` : "State and name are always there."}
      footer={
        <>
          <Button onClick={() => change(DEFAULT_COLUMNS)}>Default columns</Button>
          <Button variant="go" onClick={onClose}>
            Done
          </Button>
        </>
      }
    >
      <ol className="column-order" aria-label="Order of the columns">
        {columns.map((id, index) => {
          const label = findRunColumn(id)?.label ?? id;
          return (
            <li key={id}>
              <span className="truncate">{label}</span>
              <IconButton
                icon="up"
                label={`Move ${label} left`}
                disabled={index === 0}
                onClick={() => move(index, -1)}
              />
              <IconButton
                icon="down"
                label={`Move ${label} right`}
                disabled={index === columns.length - 1}
                onClick={() => move(index, 1)}
              />
              <IconButton icon="x" label={`Remove ${label}`} onClick={() => toggle(id)} />
            </li>
          );
        })}
      </ol>
      {GROUPS.map(([group, members]) => (
        <fieldset key={group} className="column-group">
          <legend>{group}</legend>
          {members.map((column) => box(column, true))}
        </fieldset>
      ))}
      <table className="column-metrics">
        <caption>Metrics</caption>
        <thead>
          <tr>
            <th scope="col">
              <span className="sr-only">Metric</span>
            </th>
            {AGGREGATES.map((aggregate) => (
              <th key={aggregate} scope="col">
                {aggregate}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {METRIC_IDS.map((metric) => (
            <tr key={metric}>
              <th scope="row">{METRICS[metric].title}</th>
              {AGGREGATES.map((aggregate) => {
                const column = findRunColumn(metricColumnId(metric, aggregate));
                return <td key={aggregate}>{column && box(column, false)}</td>;
              })}
            </tr>
          ))}
        </tbody>
      </table>
    </Dialog>
  );
}
