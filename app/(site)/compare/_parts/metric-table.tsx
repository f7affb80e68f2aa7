"use client";
import clsx from "clsx";
import { useMemo, useState } from "react";
import { AGGREGATES, METRICS, type MetricId } from "#domain/runs/metrics";
import { IconButton } from "../../../_ui/button.tsx";
import { Icon } from "../../../_ui/icon.tsx";
import { Plate } from "../../../_ui/plate.tsx";
import { saveText } from "../../../_ui/save-text.ts";
import { Table, Td, Th } from "../../../_ui/table.tsx";
import type { ShownRun } from "../_view/compared-run.ts";
import { type GroupValues, isGroup, metricBlocks, type RunValues } from "../_view/metric-rows.ts";
import { quantityText, unitOf } from "../_view/quantity-text.ts";
import { metricsCsv } from "../_view/tables-csv.ts";
import { RunName } from "./run-name.tsx";
import type { ChangeView } from "./use-compare-view.ts";

type MetricTableProps = { runs: readonly ShownRun[]; steps: boolean; onChange: ChangeView };

const HEADS = { first: "First", last: "Last", min: "Min", max: "Max", best: "Best" } as const;

/** First, last, least, greatest and best of each metric, and their mean and spread where seed alone differs. */
export function MetricTable({ runs, steps, onChange }: MetricTableProps) {
  const blocks = useMemo(() => metricBlocks(runs, steps), [runs, steps]);
  const [open, setOpen] = useState<ReadonlySet<string>>(new Set());
  const toggle = (key: string) => {
    const next = new Set(open);
    if (!next.delete(key)) next.add(key);
    setOpen(next);
  };
  return (
    <Plate
      title="Metrics"
      tools={
        <>
          <label className="check-label">
            <input
              type="checkbox"
              className="switch"
              checked={steps}
              onChange={() => onChange((view) => ({ ...view, steps: !view.steps }))}
            />
            <span>By step and of the machine, too</span>
          </label>
          <IconButton
            icon="download"
            label="Save the metrics as CSV"
            onClick={() => saveText(metricsCsv(blocks), "metrics", "csv")}
          />
        </>
      }
    >
      {blocks.length === 0 ? (
        <p className="sub">None of these runs has measured anything yet.</p>
      ) : (
        <Table caption="Metrics of the runs" dense wide className="compare-table metric-table">
          <thead>
            <tr>
              <Th className="max-tablet:hidden">Metric</Th>
              <Th>Run</Th>
              {AGGREGATES.map((aggregate) => (
                <Th key={aggregate} numeric>
                  {HEADS[aggregate]}
                </Th>
              ))}
              <Th numeric>At epoch</Th>
            </tr>
          </thead>
          {blocks.map(({ metric, rows }) => (
            <tbody key={metric}>
              <tr className="tablet:hidden">
                <th scope="rowgroup" colSpan={2 + AGGREGATES.length} className="font-medium!">
                  {titleOf(metric)}
                </th>
              </tr>
              {rows.flatMap((row, index) => {
                const title = index === 0 ? titleOf(metric) : null;
                if (!isGroup(row)) return [<RunRow key={row.run.id} metric={metric} title={title} row={row} />];
                const key = `${metric} ${row.runs[0]?.run.id}`;
                const isOpen = open.has(key);
                return [
                  <GroupRow
                    key={key}
                    metric={metric}
                    title={title}
                    row={row}
                    isOpen={isOpen}
                    onToggle={() => toggle(key)}
                  />,
                  ...(isOpen
                    ? row.runs.map((one) => <RunRow key={one.run.id} metric={metric} title={null} row={one} inside />)
                    : []),
                ];
              })}
            </tbody>
          ))}
        </Table>
      )}
    </Plate>
  );
}

const titleOf = (metric: MetricId): string => {
  const { title, quantity } = METRICS[metric];
  const unit = unitOf(quantity);
  return unit ? `${title}, ${unit}` : title;
};

/** The metric's name, once per block; on a phone it has a row of its own. */
const MetricCell = ({ title }: { title: string | null }) =>
  title === null ? (
    <td className="max-tablet:hidden" />
  ) : (
    <th scope="row" className="max-tablet:hidden">
      {title}
    </th>
  );

type RunRowProps = { metric: MetricId; title: string | null; row: RunValues; inside?: boolean };

function RunRow({ metric, title, row: { run, values, bestAt, leads }, inside = false }: RunRowProps) {
  const { quantity } = METRICS[metric];
  return (
    <tr>
      <MetricCell title={title} />
      <Td className={clsx(inside && "pl-8! max-tablet:pl-4!")}>
        <RunName run={run} />
      </Td>
      {AGGREGATES.map((aggregate) => (
        <Td key={aggregate} numeric className={aggregate === "best" && leads ? undefined : "quiet"}>
          <span className={clsx(aggregate === "best" && leads && "best")}>
            {quantityText(quantity, values[aggregate])}
          </span>
        </Td>
      ))}
      <Td numeric className="quiet">
        {bestAt ?? ""}
      </Td>
    </tr>
  );
}

type GroupRowProps = {
  metric: MetricId;
  title: string | null;
  row: GroupValues;
  isOpen: boolean;
  onToggle: () => void;
};

function GroupRow({ metric, title, row: { runs, values }, isOpen, onToggle }: GroupRowProps) {
  const { quantity } = METRICS[metric];
  const name = runs[0]?.run.name ?? "";
  return (
    <tr>
      <MetricCell title={title} />
      <Td>
        <button type="button" className="group-toggle" aria-expanded={isOpen} onClick={onToggle}>
          <Icon name={isOpen ? "down" : "chevron"} size="s" />
          <span>
            {name} <span className="caption">mean of {runs.length} seeds</span>
          </span>
        </button>
      </Td>
      {AGGREGATES.map((aggregate) => {
        const value = values[aggregate];
        return (
          <Td key={aggregate} numeric>
            {value ? quantityText(quantity, value.mean) : "–"}
            {value && value.deviation !== null && (
              <span className="caption"> ±&nbsp;{quantityText(quantity, value.deviation)}</span>
            )}
          </Td>
        );
      })}
      <td />
    </tr>
  );
}
