"use client";
import { keepPreviousData, useQuery } from "@tanstack/react-query";
import { useSearchParams } from "next/navigation";
import { useEffect, useRef, useState } from "react";
import { RUN_STATES, type RunState } from "#domain/runs/states";
import { useTRPC } from "../../../_trpc/client.ts";
import { Button, ButtonLink } from "../../../_ui/button.tsx";
import { ConfirmDialog } from "../../../_ui/dialog.tsx";
import { EmptyState } from "../../../_ui/empty-state.tsx";
import { ErrorState } from "../../../_ui/error-state.tsx";
import { formatCount } from "../../../_ui/numbers.ts";
import { PageHead } from "../../../_ui/page-head.tsx";
import { Segmented } from "../../../_ui/segmented.tsx";
import { SkeletonRows } from "../../../_ui/skeleton.tsx";
import { SortTh, Table, Th } from "../../../_ui/table.tsx";
import { useNow } from "../../runs/_parts/use-now.ts";
import { useRunActions } from "../../runs/_parts/use-run-actions.ts";
import { refusalText } from "../../runs/_view/refusal-text.ts";
import type { RunSummary } from "../../runs/_view/run-types.ts";
import {
  type ListView,
  listInput,
  PAGE_SIZE,
  parseView,
  type SortColumn,
  sortedBy,
  viewQuery,
} from "../_view/list-view.ts";
import { sparklineDomain } from "../_view/sparkline-domain.ts";
import { FirstRun } from "./first-run.tsx";
import { RunRow } from "./run-row.tsx";
import { SearchField } from "./search-field.tsx";
import { useRowKeys } from "./use-row-keys.ts";

/** Queued and running rows change by themselves; a list without any is left alone. */
const REFRESH_MS = 2_000;
const isActive = ({ state }: Pick<RunSummary, "state">) => state === "queued" || state === "running";

/** The view in the address, and a way to change it that needs no round trip to the server. */
function useListView(): [ListView, (next: ListView, how?: "push" | "replace") => void] {
  const view = parseView(new URLSearchParams(useSearchParams()));
  const setView = (next: ListView, how: "push" | "replace" = "push") => {
    const url = `/experiments${viewQuery(next)}`;
    if (how === "push") window.history.pushState(null, "", url);
    else window.history.replaceState(null, "", url);
  };
  return [view, setView];
}

/** All runs of the viewer: a table that filters, sorts and pages on the server, and stays current. */
export function RunList() {
  const trpc = useTRPC();
  const [view, setView] = useListView();
  const list = useQuery(
    trpc.runs.list.queryOptions(listInput(view), {
      placeholderData: keepPreviousData,
      refetchInterval: ({ state: { data } }) => (data?.rows.some(isActive) ? REFRESH_MS : false),
    }),
  );
  const counts = list.data?.counts;
  const all = counts && RUN_STATES.reduce((sum, state) => sum + counts[state], 0);

  const empty = all === 0 && view.search === "";
  return (
    <div className="page-wide">
      <PageHead
        title="Experiments"
        facts={
          counts &&
          !empty && (
            <>
              <span>
                {formatCount(all)} {all === 1 ? "run" : "runs"}
              </span>
              {counts.running > 0 && <span>{counts.running} running</span>}
              {counts.queued > 0 && <span>{counts.queued} queued</span>}
            </>
          )
        }
        actions={
          !empty && (
            <>
              <ButtonLink href="/sweeps" icon="sliders">
                Sweeps
              </ButtonLink>
              <ButtonLink href="/experiments/new" variant="go" icon="plus">
                New run
              </ButtonLink>
            </>
          )
        }
      />
      <h2 className="sr-only">Runs</h2>
      {empty ? (
        <FirstRun />
      ) : (
        <>
          <div className="mb-5 flex flex-wrap items-center gap-x-3 gap-y-2 max-tablet:flex-col max-tablet:items-stretch">
            <Segmented
              label="Filter by state"
              options={[
                { value: "all", label: "All", count: formatCount(all) },
                ...FILTERS.map(({ state, label }) => ({ value: state, label, count: formatCount(counts?.[state]) })),
              ]}
              value={view.state ?? "all"}
              onChange={(value) => setView({ ...view, state: value === "all" ? null : value, page: 1 })}
            />
            <SearchField value={view.search} onChange={(search) => setView({ ...view, search, page: 1 }, "replace")} />
          </div>
          {list.data ? (
            <Rows
              rows={list.data.rows}
              total={list.data.total}
              view={view}
              setView={setView}
              dimmed={list.isPlaceholderData}
            />
          ) : list.isError ? (
            <ErrorState title="The runs did not arrive." onRetry={() => list.refetch()} retrying={list.isFetching}>
              {refusalText(list.error)}
            </ErrorState>
          ) : (
            <SkeletonRows rows={8} height={44} />
          )}
        </>
      )}
    </div>
  );
}

const FILTERS: readonly { state: RunState; label: string }[] = [
  { state: "running", label: "Running" },
  { state: "queued", label: "Queued" },
  { state: "succeeded", label: "Succeeded" },
  { state: "failed", label: "Failed" },
  { state: "cancelled", label: "Cancelled" },
];

type RowsProps = {
  rows: readonly RunSummary[];
  total: number;
  view: ListView;
  setView: (next: ListView, how?: "push" | "replace") => void;
  dimmed: boolean;
};

function Rows({ rows, total, view, setView, dimmed }: RowsProps) {
  const body = useRef<HTMLTableSectionElement>(null);
  useRowKeys(body);
  const now = useNow(rows.some(isActive));
  const actions = useRunActions();
  const [cancelling, setCancelling] = useState<RunSummary | null>(null);
  const pages = Math.max(1, Math.ceil(total / PAGE_SIZE));

  // The last rows of the last page may be deleted from under it.
  useEffect(() => {
    if (!dimmed && view.page > pages) setView({ ...view, page: pages }, "replace");
  });

  if (rows.length === 0 && view.page <= pages) {
    return (
      <EmptyState
        icon="search"
        title="No run fits"
        actions={<Button onClick={() => setView({ ...view, state: null, search: "", page: 1 })}>Show all runs</Button>}
      >
        {view.search ? `None has “${view.search}” in its name` : "None is in this state"}
        {view.search && view.state ? ` among those that are ${view.state}.` : "."}
      </EmptyState>
    );
  }

  const domain = sparklineDomain(rows);
  const leader = Math.max(...rows.map(({ bestValidationAccuracy }) => bestValidationAccuracy ?? 0));
  const sort = (by: SortColumn) => ({
    order: view.sort.by === by ? view.sort.order : undefined,
    onSort: () => setView(sortedBy(view, by)),
  });

  return (
    <>
      <Table
        caption="Runs"
        aria-busy={dimmed}
        className="max-tablet:block [&_td]:h-11 [&_tr:has(.text-pretty)_td]:pt-3 [&_tr:has(.text-pretty)_td]:align-top"
      >
        <thead className="max-tablet:sr-only">
          <tr>
            <Th>State</Th>
            <SortTh {...sort("name")}>Name</SortTh>
            <Th>Specification</Th>
            <Th>Validation</Th>
            <SortTh numeric {...sort("validation")}>
              Best val., %
            </SortTh>
            <SortTh numeric {...sort("test")}>
              Test, %
            </SortTh>
            <SortTh numeric {...sort("duration")}>
              Duration
            </SortTh>
            <SortTh numeric {...sort("started")}>
              Started
            </SortTh>
            <Th>
              <span className="sr-only">Actions</span>
            </Th>
          </tr>
        </thead>
        <tbody ref={body} className="max-tablet:block">
          {rows.map((run) => (
            <RunRow
              key={run.id}
              run={run}
              domain={domain}
              leading={rows.length > 1 && run.bestValidationAccuracy === leader}
              now={now}
              actions={{ again: actions.again, remove: actions.remove, cancel: setCancelling }}
            />
          ))}
        </tbody>
      </Table>
      <div className="mt-2.5 flex flex-wrap items-center justify-between gap-3">
        <p className="caption">
          Rows {formatCount((view.page - 1) * PAGE_SIZE + 1)}–{formatCount((view.page - 1) * PAGE_SIZE + rows.length)}{" "}
          of {formatCount(total)}
          <span className="max-tablet:hidden">
            . <kbd>j</kbd> and <kbd>k</kbd> move, <kbd>Enter</kbd> opens
          </span>
        </p>
        {pages > 1 && (
          <nav aria-label="Pages" className="flex items-center gap-2">
            <Button size="sm" disabled={view.page <= 1} onClick={() => setView({ ...view, page: view.page - 1 })}>
              Previous
            </Button>
            <span className="caption">
              {view.page} of {pages}
            </span>
            <Button size="sm" disabled={view.page >= pages} onClick={() => setView({ ...view, page: view.page + 1 })}>
              Next
            </Button>
          </nav>
        )}
      </div>
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
    </>
  );
}
