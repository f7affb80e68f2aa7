"use client";
import { type RefObject, useState } from "react";
import { findRunColumn, isSortable, type RunColumn } from "#domain/runs/run-columns";
import { isTerminal } from "#domain/runs/states";
import { Checkbox } from "../../../_ui/checkbox.tsx";
import { ConfirmDialog } from "../../../_ui/dialog.tsx";
import { SortTh, Table, Th } from "../../../_ui/table.tsx";
import { useNow } from "../../runs/_parts/use-now.ts";
import { useRunActions } from "../../runs/_parts/use-run-actions.ts";
import type { RunListRow } from "../../runs/_view/run-types.ts";
import { columnHead, isNumeric } from "../_view/column-text.ts";
import { filteredBy, type ListView, sortedBy } from "../_view/list-view.ts";
import type { ChosenRun, Selection } from "../_view/selection.ts";
import { sparklineDomain } from "../_view/sparkline-domain.ts";
import { RunRow } from "./run-row.tsx";
import { TagDialog } from "./tag-dialog.tsx";
import { useBulkActions } from "./use-bulk-actions.ts";
import type { SetView } from "./use-list-view.ts";

type RunTableProps = {
  /** At least one. */
  rows: readonly RunListRow[];
  view: ListView;
  setView: SetView;
  selection: Selection;
  onToggle: (id: string, range: boolean) => void;
  onAll: (rows: readonly ChosenRun[], chosen: boolean) => void;
  /** The rows are those of the view before. */
  dimmed: boolean;
  body: RefObject<HTMLTableSectionElement | null>;
};

/** One page of runs. */
export function RunTable({ rows, view, setView, selection, onToggle, onAll, dimmed, body }: RunTableProps) {
  const now = useNow(rows.some(({ state }) => !isTerminal(state)));
  const actions = useRunActions();
  const bulk = useBulkActions();
  const [cancelling, setCancelling] = useState<RunListRow | null>(null);
  const [tagging, setTagging] = useState<RunListRow | null>(null);
  const columns = view.columns.flatMap((id) => findRunColumn(id) ?? []);
  const domain = sparklineDomain(rows);
  const leader = Math.max(...rows.map(({ bestValidationAccuracy }) => bestValidationAccuracy ?? 0));
  const chosen = rows.filter(({ id }) => selection.has(id)).length;

  return (
    <>
      <Table caption="Runs" aria-busy={dimmed} className="run-table">
        <thead>
          <tr>
            <Th>
              <Checkbox
                aria-label="Choose all on this page"
                checked={chosen === rows.length}
                indeterminate={chosen > 0 && chosen < rows.length}
                onChange={({ target }) => onAll(rows, target.checked)}
              />
            </Th>
            <Head id="state" view={view} setView={setView} />
            <Head id="name" view={view} setView={setView} />
            {columns.map(({ id }) => (
              <Head key={id} id={id} view={view} setView={setView} />
            ))}
            <Th>
              <span className="sr-only">Actions</span>
            </Th>
          </tr>
        </thead>
        <tbody ref={body}>
          {rows.map((run) => (
            <RunRow
              key={run.id}
              run={run}
              columns={columns}
              selected={selection.has(run.id)}
              onToggle={(range) => onToggle(run.id, range)}
              onTag={(tag) => setView((before) => filteredBy(before, { column: "tags", is: "has", value: tag }))}
              domain={domain}
              leading={rows.length > 1 && run.bestValidationAccuracy === leader}
              now={now}
              actions={{ again: actions.again, remove: actions.remove, cancel: setCancelling, tag: setTagging }}
            />
          ))}
        </tbody>
      </Table>
      <ConfirmDialog
        open={cancelling !== null}
        onOpenChange={(open) => !open && setCancelling(null)}
        title={`Cancel ${cancelling?.name ?? "this run"}?`}
        description="It ends within a batch and gives its place to the next. Its history is kept, but there will be no test and no model."
        confirm="Cancel the run"
        dismiss="Let it run"
        danger
        onConfirm={() => cancelling && actions.cancel(cancelling)}
      />
      {tagging && (
        <TagDialog
          runs={[tagging]}
          onClose={() => setTagging(null)}
          onApply={(change) => bulk.tag([tagging.id], change)}
        />
      )}
    </>
  );
}

function Head({ id, view, setView }: { id: string; view: ListView; setView: SetView }) {
  const column = findRunColumn(id) as RunColumn;
  const numeric = isNumeric(column);
  if (!isSortable(column)) return <Th numeric={numeric}>{columnHead(column)}</Th>;
  return (
    <SortTh
      numeric={numeric}
      order={view.sort.by === id ? view.sort.order : undefined}
      onSort={() => setView((before) => sortedBy(before, id))}
    >
      {columnHead(column)}
    </SortTh>
  );
}
